import Documents
import Foundation
import Linting
import Records
import TestSupport
import Testing

/// What `shiplint fix` changes, and what it leaves as it is.
struct FixTests {
    private static func run(
        _ files: [String: Data],
        allowsUnsafe: Bool = false,
        rules: [String] = []
    ) async throws -> (outcome: FixRun.Outcome, after: [String: Data]) {
        try await TemporaryFolder.with(files) { folder in
            let request = CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)
            var fixing = FixRun(request, allowsUnsafe: allowsUnsafe, rules: rules)
            let outcome = try await fixing.run()
            for name in files.keys {
                #expect(
                    try Data(contentsOf: folder.appending(path: name)) == files[name],
                    "written before it was asked"
                )
            }
            try FixRun.write(outcome.changes)
            var after: [String: Data] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) {
                after[name] = try? Data(contentsOf: folder.appending(path: name))
            }
            return (outcome, after)
        }
    }

    private static func run(_ name: String, _ text: String, allowsUnsafe: Bool = false) async throws -> (
        outcome: FixRun.Outcome, text: String
    ) {
        let (outcome, after) = try await run([name: Data(text.utf8)], allowsUnsafe: allowsUnsafe)
        #expect(after.count == 1, "something else was left beside the file")
        return (outcome, String(decoding: after[name] ?? Data(), as: UTF8.self))
    }

    // MARK: Syntaxes

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let before: String
        let after: String
        var testDescription: String { "\(name): \(before)" }
    }

    private static func table(_ part: String, _ end: String = "\n") -> String {
        "Invoice No.,INV-1\(end)Part No,Description,Qty,Unit Price,Amount\(end)\(part),x,2,3.00,6.00\(end)"
    }

    @Test(
        "only the value changes, whatever stands around it",
        arguments: [
            Case(name: "invoice.csv", before: table("A-100 "), after: table("A-100")),
            Case(name: "invoice.csv", before: table("\"A-100 \"", "\r\n"), after: table("\"A-100\"", "\r\n")),
            Case(name: "invoice.csv", before: "\u{FEFF}" + table("Ａ－100"), after: "\u{FEFF}" + table("A-100")),
            Case(
                name: "invoice.csv",
                before: table("A,B").replacing(",", with: ";").replacing("A;B", with: "Ａ；Ｂ"),
                // A delimiter within the value wants quotes.
                after: table("A,B").replacing(",", with: ";").replacing("A;B", with: "\"A;B\"")
            ),
            Case(
                name: "invoice.json",
                before: #"{"invoiceNumber":"ＩＮＶ－１" , "lines": [{"partNumber":"A\\B ","quantity":2}]}"#,
                after: #"{"invoiceNumber":"INV-1" , "lines": [{"partNumber":"A\\B","quantity":2}]}"#
            ),
        ]
    )
    func syntaxes(_ given: Case) async throws {
        let (outcome, text) = try await Self.run(given.name, given.before)
        #expect(text == given.after)
        #expect(!outcome.steps.isEmpty)
        #expect(outcome.refused.isEmpty)
        #expect(!outcome.report.allFindings.contains { $0.fix != nil })
    }

    private static func ubl(_ number: String, currency: String = "<cbc:DocumentCurrencyCode>USD") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <!-- <cbc:ID>ＩＮＶ</cbc:ID> --><cbc:ID>\(number)</cbc:ID>
          \(currency)</cbc:DocumentCurrencyCode>
        </Invoice>
        """
    }

    @Test(
        "XML keeps its blanks, references and sections",
        arguments: [
            ("ＩＮＶ－１", "INV-1"), ("\n    ＩＮＶ－１\n  ", "\n    INV-1\n  "), ("Ａ&amp;Ｂ", "A&amp;B"),
            ("<![CDATA[ＩＮＶ－１]]>", "<![CDATA[INV-1]]>"), ("ＩＮＶ＜１", "INV&lt;1"),
        ]
    )
    func xml(_ before: String, _ after: String) async throws {
        let (_, text) = try await Self.run("invoice.xml", Self.ubl(before))
        #expect(text == Self.ubl(after))
    }

    @Test(
        "files keep their encoding",
        arguments: [TextEncoding.utf16le, .utf16be, .gb18030, .big5]
    )
    func encodings(_ encoding: TextEncoding) async throws {
        func encode(_ text: String) throws -> Data {
            switch encoding {
            case .utf16le: Data([0xFF, 0xFE]) + Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
            case .utf16be: Data([0xFE, 0xFF]) + Data(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            default:
                Data(
                    try #require(
                        ByteEdits.apply(
                            [.init(offset: 0, replaced: "", replacement: text)],
                            to: [],
                            encoding: encoding
                        )
                    )
                )
            }
        }
        // Only characters that all of them have.
        let before = "Invoice No.,INV-1\r\nPart No,Description,Qty,Unit Price,Amount\r\nＡ－１００,中文,2,3.00,6.00\r\n"
        let after = before.replacing("Ａ－１００", with: "A-100")
        let configuration = Data("files: [{match: \"*.csv\", encoding: \(encoding.rawValue)}]\n".utf8)
        let files = ["票.csv": try encode(before), "shiplint.yaml": configuration]
        let (outcome, written) = try await Self.run(files)
        #expect(outcome.steps.map(\.rule) == ["spelling/line-numbers"])
        #expect(written["票.csv"] == (try encode(after)))
    }

    // MARK: What is mended

    @Test(
        "safe mends keep what is read; others are made only if asked for",
        arguments: [
            // Currency and date.
            ("Currency,RMB", "Currency,CNY", false), ("Date,24-Nov-26", "Date,2026-11-24", false),
            ("Incoterms,DAT Hamburg", "Incoterms,DAT Hamburg", false),
        ]
    )
    func header(_ before: String, _ after: String, _ allowsUnsafe: Bool) async throws {
        let text = "Invoice No.,INV-1\n\(before)\nPart No,Qty,Unit Price,Amount\nA-100,2,3.00,6.00\n"
        let (_, written) = try await Self.run("invoice.csv", text, allowsUnsafe: allowsUnsafe)
        #expect(written == text.replacing(before, with: after))
    }

    @Test("a lost zero comes back only if asked for", arguments: [false, true])
    func lostZero(_ allowsUnsafe: Bool) async throws {
        let text = "Invoice No.,INV-1\nPart No,GTIN,Qty,Unit Price,Amount\nA-100,36000291452,2,3.00,6.00\n"
        let (outcome, written) = try await Self.run("invoice.csv", text, allowsUnsafe: allowsUnsafe)
        #expect(written == (allowsUnsafe ? text.replacing("36000291452", with: "036000291452") : text))
        #expect(outcome.unsure == (allowsUnsafe ? 0 : 1))
    }

    @Test("a unit in an attribute becomes its code")
    func unitCode() async throws {
        let line = """
            <cac:InvoiceLine xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
              <cbc:InvoicedQuantity unitCode='PCS'>4</cbc:InvoicedQuantity></cac:InvoiceLine></Invoice>
            """
        let text = Self.ubl("INV-1").replacing("</Invoice>", with: line)
        let (outcome, written) = try await Self.run("invoice.xml", text)
        #expect(outcome.steps.map(\.rule) == ["spelling/unit-codes"])
        #expect(written == text.replacing("'PCS'", with: "'H87'"))
    }

    @Test("a number in JSON that gets a leading zero becomes a string")
    func jsonNumber() async throws {
        let text = #"{"invoiceNumber": "INV-1", "lines": [{"partNumber": "A", "gtin": 36000291452}]}"#
        let (_, written) = try await Self.run("invoice.json", text, allowsUnsafe: true)
        #expect(written == text.replacing("36000291452", with: #""036000291452""#))
    }

    @Test("quantities, amounts and check digits are never changed")
    func never() async throws {
        let text =
            "Invoice No.,INV-1\nPart No,GTIN,Qty,Unit Price,Amount\nA-100,4006381333932,2,3.00,7.00\nA-200,,２,3.00,6.00\n"
        let (outcome, written) = try await Self.run("invoice.csv", text, allowsUnsafe: true)
        // The spelling of a number is not the number.
        #expect(written == text.replacing("２", with: "2"))
        #expect(outcome.report.allFindings.contains { $0.rule == "identifiers/gtin" })
        #expect(outcome.report.allFindings.contains { $0.rule == "transaction/line-amount" })
    }

    @Test("a slip in a part number is mended in the document that ranks lower", arguments: [false, true])
    func nearMiss(_ allowsUnsafe: Bool) async throws {
        let invoice = "Invoice No.,INV-1\nPart No,Qty,Unit Price,Amount\nHC-1001,2,3.00,6.00\nHC-2002,1,1.00,1.00\n"
        let list = "Packing List No.,PL-1\nInvoice No.,INV-1\nPart No,Qty,CTNS\nHC-10O1,2,1\nHC-2002,1,1\n"
        let files = ["invoice.csv": Data(invoice.utf8), "packing-list.csv": Data(list.utf8)]
        let (outcome, after) = try await Self.run(files, allowsUnsafe: allowsUnsafe)
        #expect(after["invoice.csv"] == files["invoice.csv"])
        let mended = allowsUnsafe ? list.replacing("HC-10O1", with: "HC-1001") : list
        #expect(String(decoding: after["packing-list.csv"] ?? Data(), as: UTF8.self) == mended)
        let rules = outcome.report.allFindings.map(\.rule)
        #expect(rules.contains("agreement/packed-as-invoiced") == !allowsUnsafe)
    }

    // MARK: Whose document

    private static let order = "Purchase Order No.,PO-1\nPart No,Qty,Unit Price,Amount\nA-100 ,2,3.00,6.00\n"

    @Test("documents of the other side are left, and that is said")
    func otherSide() async throws {
        let (outcome, after) = try await Self.run(["order.csv": Data(Self.order.utf8)])
        #expect(outcome.steps.isEmpty)
        #expect(after["order.csv"] == Data(Self.order.utf8))
        #expect(outcome.hindrances.map(\.count) == [1])
        #expect(outcome.hindrances.first?.path.hasSuffix("order.csv") == true)
        #expect(outcome.report.allFindings.allSatisfy { $0.fix == nil })
    }

    @Test("a workbook is left byte by byte, no fix is offered in it, and the reason is said")
    func workbook() async throws {
        let table = Self.table("Ａ－100")
        let rows = table.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let workbook = Data(WorkbookFixture([.init("Invoice", rows: rows)]).bytes)
        let (outcome, after) = try await Self.run(["invoice.xlsx": workbook])
        // The very same table is mended where it is text.
        #expect(try await Self.run(["invoice.csv": Data(table.utf8)]).outcome.steps.count == 1)
        #expect(outcome.steps.isEmpty && outcome.changes.isEmpty)
        #expect(after == ["invoice.xlsx": workbook])
        let finding = try #require(outcome.report.allFindings.first { $0.fixHindrance != nil })
        #expect(outcome.report.allFindings.allSatisfy { $0.fix == nil })
        #expect(finding.fixHindrance?.reason.english.contains("workbooks among them, are never changed") == true)
        #expect(outcome.hindrances.map(\.count) == [1])
        #expect(outcome.hindrances.first?.path.contains("invoice.xlsx") == true)
        try await TemporaryFolder.with(["invoice.xlsx": workbook]) { folder in
            for (language, said) in [("en", "workbooks among them, are never changed"), ("zh", "工作簿")] {
                let told = try Program.shiplint(["fix", "--lang", language, "."], in: folder)
                #expect(told.output.contains("invoice.xlsx") && told.output.contains(said), "\(told.output)")
            }
            #expect(try Data(contentsOf: folder.appending(path: "invoice.xlsx")) == workbook)
        }
    }

    @Test(
        "the configuration says which side is ours",
        arguments: [("Buyer,Nordsee Teile GmbH", "order", true), ("Seller,Other Co", "invoice", false)]
    )
    func ours(_ party: String, _ kind: String, _ isMended: Bool) async throws {
        let text = (kind == "order" ? Self.order : Self.table("A-100 ")).replacing("\nPart", with: "\n\(party)\nPart")
        let configuration = "parties: {ours: [{name: Nordsee Teile GmbH}]}\n"
        let files = ["\(kind).csv": Data(text.utf8), "shiplint.yaml": Data(configuration.utf8)]
        let (outcome, _) = try await Self.run(files)
        #expect(outcome.changes.isEmpty == !isMended)
        #expect(outcome.hindrances.isEmpty == isMended)
    }

    // MARK: Rounds and writing

    @Test("more mends than a report shows are all made")
    func many() async throws {
        let lines = (1...300).map { "A-\($0) ,x,2,3.00,6.00\n" }.joined()
        let text = "Invoice No.,INV-1\nPart No,Description,Qty,Unit Price,Amount\n\(lines)"
        let (outcome, written) = try await Self.run("invoice.csv", text)
        #expect(outcome.steps.count == 300)
        #expect(written == text.replacing(" ,", with: ","))
    }

    @Test("only rules that are asked for")
    func chosenRules() async throws {
        let text = "Invoice No.,INV-1\nCurrency,RMB\nPart No,Qty,Unit Price,Amount\nA-100 ,2,3.00,6.00\n"
        let (_, after) = try await Self.run(["invoice.csv": Data(text.utf8)], rules: ["transaction/*"])
        #expect(String(decoding: after["invoice.csv"] ?? Data(), as: UTF8.self) == text.replacing("RMB", with: "CNY"))
    }

    @Test("a file that changed meanwhile is left")
    func changedMeanwhile() async throws {
        try await TemporaryFolder.with(["invoice.csv": Self.table("A-100 ")]) { folder in
            let file = folder.appending(path: "invoice.csv")
            var fixing = FixRun(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date), allowsUnsafe: false)
            let outcome = try await fixing.run()
            try Self.table("B-200 ").write(to: file, atomically: true, encoding: .utf8)
            #expect(throws: UsageError.self) { try FixRun.write(outcome.changes) }
            #expect(try String(contentsOf: file, encoding: .utf8) == Self.table("B-200 "))
        }
    }

    @Test("a patch shows the lines that change, with their surroundings")
    func diff() {
        let before = (1...12).map { "line \($0)\r\n" }.joined() + "last"
        let after = before.replacing("line 5", with: "Line 5").replacing("last", with: "Last")
        let expected = """
            --- a.csv
            +++ a.csv
            @@ -2,7 +2,7 @@
             line 2\r
             line 3\r
             line 4\r
            -line 5\r
            +Line 5\r
             line 6\r
             line 7\r
             line 8\r
            @@ -10,4 +10,4 @@
             line 10\r
             line 11\r
             line 12\r
            -last
            \\ No newline at end of file
            +Last
            \\ No newline at end of file

            """
        #expect(UnifiedDiff.text(path: "a.csv", before: before, after: after) == expected)
        #expect(UnifiedDiff.text(path: "a.csv", before: before, after: before).isEmpty)
    }

    @Test("what a file does not hold is not replaced")
    func byteEdits() {
        let raw = Array("a,b\n".utf8)
        func apply(_ offset: Int, _ old: String, _ new: String, _ encoding: TextEncoding = .utf8) -> [UInt8]? {
            let edit = ByteEdits.Edit(offset: offset, replaced: old, replacement: new)
            return ByteEdits.apply([edit], to: raw, encoding: encoding)
        }
        #expect(apply(2, "b", "cc") == Array("a,cc\n".utf8))
        #expect(apply(2, "c", "d") == nil)
        #expect(apply(3, "\n\n", "d") == nil)
        #expect(apply(2, "b", "中", .windows1252) == nil)
    }
}
