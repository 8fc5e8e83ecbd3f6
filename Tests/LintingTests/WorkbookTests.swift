import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// Workbooks in a dossier: each sheet is a document, and findings stand in cells.
struct WorkbookTests {
    private static let invoice = [
        ["COMMERCIAL INVOICE"], ["Invoice No.", "INV-1", "Invoice Date", "2026-11-05"],
        ["Seller", "Ningbo Haichang Auto Parts"], ["Buyer", "Great Lakes Brake Supply"], ["Currency", "USD"], [],
        ["Part No", "Description", "Qty", "Unit Price", "Amount"], ["A-1", "Brake pad set", "4", "2.50", "10.00"],
        ["A-2", "Rotor", "10", "1.10", "11.00"], ["TOTAL", "", "14", "", "21.00"],
    ]
    private static let packingList = [
        ["装箱单号：", "PL-1"], ["发票号", "INV-1"], ["产品编号", "数量", "箱数", "毛重(KG)", "净重(KG)"],
        ["A-1", "4", "1", "5.5", "5"], ["A-2", "10", "2", "12", "11"], ["合计", "14", "3", "17.5", "16"],
    ]

    private static func check(_ files: [String: [UInt8]]) async throws -> Report {
        try await TemporaryFolder.with(files.mapValues { Data($0) }) { folder in
            try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
        }
    }

    /// The findings as `rule file!cell`.
    private static func findings(_ report: Report) -> [String] {
        report.dossiers.flatMap(\.findings).map { finding in
            let file = finding.location.path.split(separator: "/").last ?? ""
            return "\(finding.rule) \(file)\(finding.location.position?.cell.map { "!\($0)" } ?? "")"
        }
    }

    @Test("a sound workbook has no findings; its sheets are documents by their names")
    func sound() async throws {
        let book = WorkbookFixture([
            .init("CI", rows: Self.invoice), .init("装箱单", rows: Self.packingList), .init("Sheet3", rows: []),
        ])
        let report = try await Self.check(["shipment.xlsx": book.bytes])
        #expect(Self.findings(report) == [])
        let documents = report.dossiers.flatMap(\.documents)
        #expect(documents.map(\.kindName) == ["commercial-invoice", "packing-list"])
        #expect(documents.map { $0.path.split(separator: "/").last } == ["shipment.xlsx#CI", "shipment.xlsx#装箱单"])
        #expect(report.dossiers.flatMap(\.otherFiles) == [])
    }

    @Test("sheets are compared with each other, and with files beside them; places are cells")
    func faulty() async throws {
        var rows = Self.packingList
        rows[4][1] = "9"
        rows[5][1] = "13"
        let book = WorkbookFixture([.init("CI", rows: Self.invoice), .init("装箱单", rows: rows)])
        let report = try await Self.check(["shipment.xlsx": book.bytes])
        #expect(Self.findings(report).contains("agreement/packed-as-invoiced shipment.xlsx#装箱单!B5"))
        let text = TextReport(language: .english, useColour: false).render(report)
        #expect(text.contains("shipment.xlsx#装箱单!B5: error:"))
        #expect(text.contains("shipment.xlsx#CI!C9 (C9, column 'Qty'): 10"))
        #expect(text.contains("  5 | A-2 | 9 | 2 | 12 | 11\n    |       ^\n"))
    }

    @Test("the file's name tells what its only sheet is")
    func name() async throws {
        let book = WorkbookFixture([
            .init("Sheet1", rows: [["Part No", "Qty", "Unit Price", "Amount"], ["A", "1", "2", "2"]])
        ])
        let report = try await Self.check(["purchase-order.xlsx": book.bytes])
        #expect(report.dossiers.flatMap(\.documents).map(\.kindName) == ["purchase-order"])
    }

    @Test("a hidden sheet is told and listed, hidden rows are read and told")
    func hidden() async throws {
        let rows = "<row><c><v>1</v></c></row>"
        let book = WorkbookFixture([
            .init("CI", rows: Self.invoice), .init("PL", rows: Self.packingList),
            .init("costs", data: rows, state: "hidden"),
        ])
        let report = try await Self.check(["shipment.xlsx": book.bytes])
        #expect(Self.findings(report) == ["syntax/hidden-sheet shipment.xlsx#costs"])
        #expect(report.dossiers.flatMap(\.findings).allSatisfy { $0.severity == .note })
        #expect(report.dossiers.flatMap(\.otherFiles).map { $0.hasSuffix("shipment.xlsx#costs") } == [true])
    }

    @Test("a workbook that cannot be read blocks readiness, and hides nothing")
    func unreadable() async throws {
        let encrypted =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1016)
            + "EncryptedPackage".utf8.flatMap { [$0, 0] } + [UInt8](repeating: 0, count: 96)
        let book = WorkbookFixture([.init("CI", rows: Self.invoice), .init("PL", rows: Self.packingList)])
        let report = try await Self.check(["a.xlsx": encrypted, "b.xlsx": book.bytes])
        #expect(Self.findings(report) == ["syntax/password-protected a.xlsx"])
        #expect(report.dossiers.flatMap(\.documents).map(\.kindName) == [nil, "commercial-invoice", "packing-list"])
        #expect(report.dossiers.map(\.readiness) == [.notReady])
    }

    @Test("what is attached to a mail is listed, for it is not read")
    func attachments() async throws {
        let mail = """
            From: a@b.example
            To: c@d.example
            Subject: Documents
            Date: Tue, 24 Nov 2026 10:12:33 +0800
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Please find the invoice attached.
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="invoice.pdf"

            x
            --b--
            """
        let report = try await Self.check(["mail/a.eml": Array(mail.utf8)])
        #expect(report.dossiers.flatMap(\.documents).map(\.kindName) == ["communication"])
        #expect(report.dossiers.flatMap(\.otherFiles).map { $0.hasSuffix("mail/a.eml#invoice.pdf") } == [true])
    }

    @Test("a workbook of Excel 97 to 2003")
    func binary() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/spreadsheets/packing-list.xls")
        let report = try await Checker.check(
            CheckRequest(paths: [file.path(percentEncoded: false)], asOf: CalendarDay.date)
        )
        #expect(Self.findings(report) == [])
        #expect(report.dossiers.flatMap(\.documents).map(\.number) == ["HC-PL-7"])
        #expect(report.dossiers.flatMap(\.documents).map(\.records) == [2])
    }
}
