import Foundation
import Testing

/// shiplint JSON is what `docs/shiplint-json.md` says: its examples are read.
struct ShiplintJSONTests {
    private static let page: String = {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: repository.appending(path: "docs/shiplint-json.md"), encoding: .utf8)) ?? ""
    }()

    /// The block of the page in a language.
    private static func block(_ language: String) throws -> String {
        let start = try #require(page.range(of: "```\(language)\n")).upperBound
        let end = try #require(page[start...].range(of: "```")).lowerBound
        return String(page[start..<end])
    }

    @Test("the example of the page is read as it says")
    func document() throws {
        let reading = try FormatFixture.read(try Self.block("json"), as: "anything.json")
        #expect(reading.format == "shiplint-json")
        #expect(reading.kind == "packing-list")
        #expect(
            reading.header == [
                "number=PL-2026-118", "issueDate=2026-11-20", "invoiceNumber=INV-2026-118", "packages=25",
                "grossWeight=412.5 kg",
            ]
        )
        #expect(
            reading.records == [
                "line partNumber=HC-1001 description=Brake pad set quantity=500 sets packages=20",
                "line partNumber=HC-2040 description=Brake disc quantity=100 pcs grossWeight=212.5 kg packages=5",
                "party role=SELLER name=Hangzhou Chenlu Auto Parts Co., Ltd. country=CN",
            ]
        )
        #expect(reading.faults.isEmpty)
    }

    @Test("JSON Lines: the header on the first line holds for all")
    func lines() throws {
        let reading = try FormatFixture.read(try Self.block("jsonl"), as: "anything.jsonl")
        #expect(reading.format == "shiplint-json")
        #expect(reading.kind == "fitment")
        #expect(reading.header == ["number=F-7", "issueDate=2026-11-20"])
        #expect(
            reading.records == [
                "application partNumber=HC-1001 make=Toyota model=Hilux yearFrom=2016 yearTo=2020",
                "application partNumber=HC-2040 kType=57731",
            ]
        )
    }

    @Test("records may stand in their parent, whose part number they take")
    func nested() throws {
        let text = """
            {"kind": "spec-sheet", "number": "S-1", "product": [{"partNumber": "A", "price": {"amount": "1.10"}}],
            "price": [{"partNumber": "B", "amount": 2}]}
            """
        let reading = try FormatFixture.read(text, as: "a.json")
        #expect(reading.header == ["number=S-1"])
        #expect(
            reading.records.sorted() == [
                "price partNumber=A amount=1.10", "price partNumber=B amount=2", "product partNumber=A",
            ]
        )
    }
}
