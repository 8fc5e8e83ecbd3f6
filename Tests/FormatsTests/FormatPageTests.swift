import Formats
import Foundation
import Records
import Testing

/// `docs/formats.md`: its example is a format that loads and reads what it says.
struct FormatPageTests {
    private static let page: String = {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: repository.appending(path: "docs/formats.md"), encoding: .utf8)) ?? ""
    }()

    /// The YAML blocks of the page.
    private static var blocks: [String] {
        page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    @Test("the example of the page reads a document")
    func reads() throws {
        let blocks = Self.blocks.filter { !$0.hasPrefix("format: packing-list-table") }
        try #require(blocks.count == 2)
        let library = BlockLibrary([DefinitionFile(path: "rules/blocks/warehouse.yaml", text: blocks[1])])
        let text = """
            <Note xmlns="urn:example:warehouse"><Type>D</Type><Id>N-1</Id><Date>20261101</Date>
            <Ref><Id>I-9</Id><Kind>380</Kind></Ref><Money code="EUR"/><Remark>a</Remark><Remark>b</Remark>
            <Lines><Line><Part>A</Part><Qty unit="H87">4</Qty><Net>1.5</Net><Free/><Carton/><Carton/>
            <Charge><Amount>2</Amount></Charge></Line><Line><Part>B</Part><Net>2</Net></Line></Lines>
            <Boxes><Box><Line><Part>A</Part></Line></Box></Boxes>
            <Sender><Company><Name>Haiyu</Name><Address><Country>CN</Country></Address></Company></Sender></Note>
            """
        let format = try FormatLoader.load(
            DefinitionFile(path: "warehouse-note.yaml", text: blocks[0]),
            vocabulary: try FormatFixture.vocabulary.get(),
            blocks: library
        )
        let reading = try FormatFixture.read(text, as: "note.xml", formats: [format])
        #expect(reading.kind == "packing-list")
        #expect(
            reading.header == [
                "number=N-1", "issueDate=2026-11-01", "note=a", "invoiceNumber=I-9", "currency=EUR", "netWeight=3.5 kg",
            ]
        )
        #expect(
            reading.records == [
                "line partNumber=A quantity=4 pcs packages=2", "line partNumber=B",
                "party role=SELLER name=Haiyu country=CN", "charge amount=2",
            ]
        )
        #expect(reading.faults.isEmpty)
    }

    @Test("every key of a format stands on the page")
    func complete() {
        for key in [
            "each", "in", "take", "exclusive", "isRecord", "within", "keys", "quantity", "use", "first", "unit",
        ] {
            #expect(Self.page.contains(key), "\(key) is not on docs/formats.md")
        }
    }
}
