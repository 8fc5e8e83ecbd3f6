import Foundation
import Linting
import Records
import Reports
import TestSupport
import Testing

/// Many findings of one cause are few lines for a reader.
struct ManyFindingsTests {
    private static func text(rows: Int) async throws -> String {
        let lines = (1...rows).map { "P-\($0),Brake pad,87083,CN,10,2.00,20.00" }
        let table = (["Invoice No.,I-1", "Part No,Description,HS Code,Origin,Qty,Unit Price,Amount"] + lines)
            .joined(separator: "\n")
        return try await TemporaryFolder.with(["commercial-invoice.csv": table]) { folder in
            let report = try await Checker.check(
                CheckRequest(paths: [folder.path()], asOf: CalendarDay.date, packs: ["identifiers"])
            )
            return TextReport(language: .english, useColour: false).render(report)
        }
    }

    @Test(
        "ten of a rule are shown one by one; of more than ten three, and the others in one line",
        arguments: [
            (10, 10, nil), (11, 3, "8 more of [identifiers/hs-shape], next at 6:15, 7:15, 8:15, 9:15, 10:15 …"),
            (10_000, 3, "9997 more of [identifiers/hs-shape], next at 6:15, 7:15, 8:15, 9:15, 10:15 …"),
        ]
    )
    func oneLine(_ rows: Int, _ shown: Int, _ line: String?) async throws {
        let text = try await Self.text(rows: rows)
        #expect(text.components(separatedBy: "is not an HS code").count - 1 == shown)
        if let line { #expect(text.contains(line), "\(text)") } else { #expect(!text.contains(" more of ")) }
        #expect(text.contains("\(rows) errors"))
        #expect(!text.contains("are not shown"))
    }
}
