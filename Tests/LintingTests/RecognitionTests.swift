import Foundation
import Linting
import Records
import Reports
import TestSupport
import Testing

/// `inspect`, `convert` and `formats test`: how a file is read, its records, and the cases that formats carry.
struct RecognitionTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func inspect(_ text: String, as name: String, _ files: [String: String] = [:]) async throws
        -> Inspection
    {
        try await TemporaryFolder.with(files.merging([name: text]) { $1 }) { folder in
            try #require(try Inspector.inspect(folder.appending(path: name).path(percentEncoded: false)).first)
        }
    }

    @Test("of a table: the header's row, what each column fills, and what is not mapped")
    func table() async throws {
        let inspection = try await Self.inspect(
            "装箱单号：;PL-1\n产品编号;数量;箱数;毛重(KG);库位\nA-1;40;2;12,5;X-1\n",
            as: "packing-list.csv"
        )
        #expect(inspection.candidates.first?.format == "packing-list-table")
        #expect(inspection.header == 2...2)
        #expect(inspection.columns.map(\.letters) == ["A", "B", "C", "D", "E"])
        #expect(
            inspection.columns.map(\.fields) == [
                ["line.partNumber"], ["line.quantity"], ["line.packages"], ["line.grossWeight"], [],
            ]
        )
        #expect(inspection.columns[3].sample == "12,5")
        #expect(inspection.columns[3].read == "12.5 kg")
        #expect(inspection.fields.map(\.name) == ["document.number"])
        #expect(inspection.fields.map(\.address) == ["B1"])
        let text = InspectionText(language: .chinese).render([inspection])
        #expect(text.contains("格式: packing-list-table"))
        #expect(text.contains("E   库位      （未映射）"))
    }

    @Test("of JSON: addresses of values, and the paths that no field takes")
    func tree() async throws {
        let inspection = try await Self.inspect(
            "{\"documentType\": \"purchase-order\", \"number\": \"PO-1\", \"warehouse\": {\"bay\": 7},"
                + " \"lines\": [{\"partNumber\": \"A\", \"quantity\": 4}]}",
            as: "order.json"
        )
        #expect(inspection.kind == "purchase-order")
        #expect(inspection.fields.first { $0.name == "line.quantity" }?.address == "/lines/0/quantity")
        #expect(inspection.unmapped.map(\.path).contains("$/warehouse/bay"))
        #expect(!inspection.unmapped.map(\.path).contains("$/lines/partNumber"))
    }

    @Test("an unknown table is shown with a format that reads it once it is saved")
    func unknown() async throws {
        let rows =
            "Lager;Ware;Barcode;Country of origin\nB-12;pad;4006381333931;CN\nB-13;disc;4006381333931;CN\n"
        let inspection = try await Self.inspect(rows, as: "stock.csv")
        #expect(inspection.candidates.isEmpty)
        let yaml = try #require(inspection.suggestion)
        #expect(yaml.contains("gtin: [\"Barcode\"]    # 4006381333931"))
        #expect(yaml.contains("# ?: [\"Lager\"]    # B-12"))
        let known = try await Self.inspect(
            rows,
            as: "stock.csv",
            ["our-format.yaml": yaml, "shiplint.yaml": "formats: [our-format.yaml]\n"]
        )
        #expect(known.candidates.first?.format.hasPrefix("our-") == true)
        #expect(known.columns.map(\.fields) == [[], [], ["line.gtin"], ["line.origin"]])
    }

    @Test("a sheet by its name; another name offers the nearest")
    func sheet() throws {
        let bytes = WorkbookFixture([
            .init(
                "CI",
                rows: [["Invoice No.", "I-1"], ["Part No", "Qty", "Unit Price", "Amount"], ["A", "1", "2", "2"]]
            ),
            .init("装箱单", rows: [["产品编号", "数量", "箱数"], ["A", "1", "1"]]),
        ]).bytes
        try TemporaryFolder.withFile("book.xlsx", bytes) { file in
            let path = file.path(percentEncoded: false)
            #expect(try Inspector.inspect(path).map(\.kind) == ["commercial-invoice", "packing-list"])
            let sheet = try Inspector.inspect("\(path)#装箱单")
            #expect(sheet.map(\.kind) == ["packing-list"])
            #expect(sheet.first?.columns.map(\.letters) == ["A", "B", "C"])
            #expect(throws: UsageError.self) { try Inspector.inspect("\(path)#装箱") }
        }
    }

    static let examples: [String] = {
        let paths = try? FileManager.default.subpathsOfDirectory(atPath: repository.appending(path: "examples").path())
        return (paths ?? []).filter { path in
            [".csv", ".json", ".xml", ".xlsx"].contains { path.hasSuffix($0) } && !path.contains("baseline")
        }.sorted()
    }()

    /// The header and the records as lines.
    private static func lines(_ conversion: Conversion) -> [String] {
        let types = Set(conversion.batches.map(\.recordType.name)).sorted()
        let batches =
            [conversion.header] + types.flatMap { type in conversion.batches.filter { $0.recordType.name == type } }
        return batches.flatMap { batch in
            (0..<batch.count).map { row in
                batch.recordType.fields.enumerated().compactMap { index, field in
                    batch.shown(row: row, field: index).map { "\(field.name)=\($0)" }
                }.joined(separator: " ")
            }
        }
    }

    @Test("what is converted to JSON is read as the same records", arguments: examples)
    func roundTrip(path: String) throws {
        let file = Self.repository.appending(path: "examples/\(path)").path(percentEncoded: false)
        // Registers of suppressions and the like are no documents.
        guard let documents = try? Conversion.convert(file) else { return }
        for document in documents {
            let bytes = Array(DocumentJSON.render([document]).utf8)
            let again = try TemporaryFolder.withFile("again.json", bytes) { file in
                try #require(try Conversion.convert(file.path(percentEncoded: false)).first)
            }
            #expect(again.kind == document.kind)
            #expect(Self.lines(again) == Self.lines(document))
        }
    }

    @Test("CSV has a row for each record, and no formula")
    func csv() throws {
        let bytes = Array("Part No,Description,Qty,CTNS\nA,=1+1,4,1\nB,x,-4,1\n".utf8)
        try TemporaryFolder.withFile("packing-list.csv", bytes) { file in
            let text = DocumentCSV.render(try Conversion.convert(file.path(percentEncoded: false)))
            let rows = text.split(separator: "\r\n").map { String($0) }
            #expect(rows.count == 4)
            #expect(rows[0].hasPrefix("\u{FEFF}document,record,"))
            #expect(rows[2].contains(",'=1+1,"))
            #expect(rows[3].contains(",-4,"))
        }
    }

    @Test("the cases of the built-in formats hold")
    func formats() throws {
        for result in try FormatTester.run([]) where !result.isPassed {
            Issue.record("\(result.format): \(result.message)")
        }
    }

    @Test("a case that does not hold says what was read")
    func wrongCase() async throws {
        let yaml = """
            format: our-list
            title: {en: our list, zh: 清单}
            syntax: table
            kind: packing-list
            detect: {csv: {requires: [partNumber], fileName: "*ours*"}}
            records: {line: {each: row, partNumber: [teil], quantity: [menge]}}
            tests:
              - {file: ours.csv, text: "Teil,Menge\\nA,4\\n", line: [{partNumber: A, quantity: 4}]}
              - {file: ours.csv, text: "Teil,Menge\\nA,4\\n", line: [{partNumber: A, quantity: 5}]}
              - {file: ours.csv, text: "Teil,Menge\\nA,4\\nB,5\\n", line: [{partNumber: A}]}
              - {file: ours.csv, text: "x,y\\n"}
            """
        try await TemporaryFolder.with(["ours.yaml": yaml]) { folder in
            let results = try FormatTester.run([folder.appending(path: "ours.yaml").path(percentEncoded: false)])
            #expect(
                results.map(\.message) == [
                    "", "case of line 9: line 1: quantity is '4', not '5'",
                    "case of line 10: there are 2 records line, not 1", "case of line 11: no format reads 'ours.csv'",
                ]
            )
        }
        #expect(throws: UsageError.self) { try FormatTester.run(["packing-list-tabel"]) }
    }
}
