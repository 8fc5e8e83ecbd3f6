import Foundation
import Linting
import Records
import Reports
import TestSupport
import Testing

/// Which folders of a tree are dossiers, and the picture of them.
struct SplitTests {
    private static func invoice(_ number: String, order: String) -> String {
        """
        Invoice No.,\(number)
        Order No.,\(order)
        Part No,Qty,Unit Price,Amount
        A-1,2,3.00,6.00
        """
    }

    private static func order(_ number: String) -> String {
        """
        {"documentType": "purchase-order", "number": "\(number)", "lines": [{"partNumber": "A-1", "quantity": 2}]}
        """
    }

    private static func report(_ files: [String: String]) async throws -> (report: Report, folder: String) {
        try await TemporaryFolder.with(files) { folder in
            (try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date)), folder.path())
        }
    }

    @Test("folders with invoices of their own are dossiers of their own")
    func apart() async throws {
        let (report, folder) = try await Self.report([
            "s1/invoice.csv": Self.invoice("INV-1", order: "PO-1"), "s1/order.json": Self.order("PO-1"),
            "s2/invoice.csv": Self.invoice("INV-2", order: "PO-2"), "s2/order.json": Self.order("PO-2"),
        ])
        #expect(report.dossiers.map(\.path) == ["\(folder)/s1", "\(folder)/s2"])
    }

    @Test("folders whose documents name each other's are one dossier")
    func together() async throws {
        let (report, folder) = try await Self.report([
            "invoices/invoice.csv": Self.invoice("INV-1", order: "PO-1"), "orders/order.json": Self.order("PO-1"),
        ])
        #expect(report.dossiers.map(\.path) == [folder])
        #expect(report.dossiers.first?.shipments.map(\.name) == ["INV-1"])
    }

    @Test("the picture shows shipments with their references, in both languages")
    func picture() async throws {
        let (report, folder) = try await Self.report([
            "invoice.csv": Self.invoice("INV-1", order: "PO-1"), "order.json": Self.order("PO-1"),
            "invoice-draft.csv": Self.invoice("INV-9", order: "PO-1"), "photo.png": "\u{89}PNG",
        ])
        #expect(
            DossierReport(language: .english).render(report).replacing(folder, with: "") == """
                dossier 
                  stage: before shipment
                  shipment INV-1
                    commercial invoice INV-1: /invoice.csv
                      purchase order PO-1 → /order.json
                    draws on
                      purchase order PO-1: /order.json
                  not compared with the others
                    commercial invoice INV-9: /invoice-draft.csv: draft
                  not read, only listed: /photo.png

                """
        )
        #expect(DossierReport(language: .chinese).render(report).contains("货运 INV-1"))
    }
}
