import Foundation
import Linting
import TestSupport
import Testing

/// One dossier written in every syntax that can hold it gives the same findings for all.
struct SyntaxTests {
    /// A way to write an invoice.
    struct Syntax: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let write: @Sendable (SampleInvoice) -> [UInt8]
        var testDescription: String { name }
    }

    static let syntaxes: [Syntax] = [
        Syntax(name: "CSV in English", file: "commercial-invoice.csv") { Array($0.table(.english, ",").utf8) },
        Syntax(name: "CSV in Chinese", file: "发票.csv") { Array($0.table(.chinese, ",").utf8) },
        Syntax(name: "CSV with semicolons and decimal commas", file: "commercial-invoice.csv") {
            Array($0.table(.english, ";", decimal: ",").utf8)
        },
        Syntax(name: "CSV with tabs, in Chinese, as GB18030", file: "发票.tsv") {
            ForeignText.encode($0.table(.chinese, "\t"), as: "gb18030")
        },
        Syntax(name: "CSV with bars, as UTF-16", file: "commercial-invoice.txt") {
            [0xFF, 0xFE] + $0.table(.english, "|").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        Syntax(name: "JSON", file: "commercial-invoice.json") { Array($0.json.utf8) },
        Syntax(name: "shiplint JSON", file: "invoice.json") { Array($0.plainJSON.utf8) },
        Syntax(name: "UBL", file: "invoice.xml") { Array($0.ubl.utf8) },
        Syntax(name: "CII", file: "invoice.xml") { Array($0.cii.utf8) },
        Syntax(name: "workbook in English", file: "shipment.xlsx") {
            WorkbookFixture([.init("Invoice", rows: $0.rows(.english))]).bytes
        },
        Syntax(name: "workbook in Chinese", file: "单证.xlsx") {
            WorkbookFixture([.init("发票", rows: $0.rows(.chinese))]).bytes
        },
        Syntax(name: "HTML named .xls", file: "commercial-invoice.xls") { Array($0.html.utf8) },
    ]

    /// The findings as rule, subject and field, in an order of their own.
    private static func findings(_ invoice: SampleInvoice, as syntax: Syntax) async throws -> [String] {
        let files = [syntax.file: Data(syntax.write(invoice)), "packing-list.csv": Data(invoice.packingList.utf8)]
        let report = try await TemporaryFolder.with(files) { folder in
            try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
        }
        let kinds = report.dossiers.flatMap(\.documents).compactMap(\.kindName).sorted()
        #expect(kinds == ["commercial-invoice", "packing-list"], "\(syntax.name)")
        return report.dossiers.flatMap(\.findings).flatMap { [$0] + $0.folded }.map { finding in
            "\(finding.rule) \(finding.subject ?? "") \(finding.location.field ?? "")"
        }.sorted()
    }

    @Test("the same findings in every syntax", arguments: 0..<6)
    func same(seed: Int) async throws {
        let invoice = SampleInvoice(seed: UInt64(seed))
        let expected = try await Self.findings(invoice, as: Self.syntaxes[0])
        #expect(expected.isEmpty == invoice.faults.isEmpty, "planted \(invoice.faults), found \(expected)")
        for syntax in Self.syntaxes.dropFirst() {
            let found = try await Self.findings(invoice, as: syntax)
            #expect(found == expected, "\(syntax.name), planted \(invoice.faults)")
        }
    }
}
