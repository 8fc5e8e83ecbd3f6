import Foundation
import Linting
import Records
import Rules
import TestSupport
import Testing

/// One cause is one finding.
struct FoldTests {
    private static func findings(_ csv: String) async throws -> [Finding] {
        let report = try await TemporaryFolder.with(["commercial-invoice.csv": csv]) { folder in
            try await Checker.check(
                CheckRequest(paths: [folder.path()], asOf: CalendarDay.date, packs: ["transaction"])
            )
        }
        return report.dossiers.flatMap(\.findings).filter { $0.severity == .error }
    }

    private static func invoice(amount: String, total: String) -> String {
        """
        Invoice No.,INV-1
        Invoice Date,2026-11-01
        Seller,Ningbo A Co.
        Buyer,B GmbH
        Currency,EUR
        Part No,Qty,Unit Price,Amount
        A-1,10,2.50,25.00
        A-2,4,5.00,\(amount)
        TOTAL,14,,\(total)
        """
    }

    @Test("a wrong amount of a line explains a total that is off by as much")
    func explained() async throws {
        let findings = try await Self.findings(Self.invoice(amount: "30.00", total: "45.00"))
        #expect(findings.map(\.rule) == ["transaction/line-amount"])
        #expect(findings.first?.folded.map(\.rule) == ["transaction/total-amount"])
    }

    @Test("a total that is off by something else stands for itself")
    func unexplained() async throws {
        let findings = try await Self.findings(Self.invoice(amount: "30.00", total: "46.00"))
        #expect(Set(findings.map(\.rule)) == ["transaction/line-amount", "transaction/total-amount"])
    }

    @Test("a clean invoice has neither")
    func clean() async throws {
        #expect(try await Self.findings(Self.invoice(amount: "20.00", total: "45.00")).isEmpty)
    }
}
