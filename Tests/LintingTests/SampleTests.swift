import Foundation
import Linting
import Records
import Testing

/// Public documents that nobody here wrote.
struct SampleTests {
    /// The folder of shared samples: `$SHIPLINT_SHARED`, else `../shared` beside the repository.
    private static let folder: URL? = {
        let told = ProcessInfo.processInfo.environment["SHIPLINT_SHARED"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        let samples = (told ?? beside).appending(path: "samples")
        return FileManager.default.fileExists(atPath: samples.path()) ? samples : nil
    }()

    private static let kinds: [(pattern: String, kind: String)] = [
        ("cii/", "commercial-invoice"), ("dcsa/", "bill-of-lading"), ("UBL-Invoice", "commercial-invoice"),
        ("UBL-Order-", "purchase-order"), ("UBL-CreditNote", "credit-note"),
        ("ubl-tc434-example", "commercial-invoice"),
        ("guide-example", "commercial-invoice"), ("UBL-DespatchAdvice", "packing-list"),
    ]

    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesAreReadAndRecognised() async throws {
        let folder = try #require(Self.folder)
        let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
        let documents = report.dossiers.flatMap(\.documents)
        #expect(documents.count >= 40)
        for finding in report.dossiers.flatMap(\.findings) where finding.rule.hasPrefix("syntax/") {
            Issue.record("\(finding.location.path): \(finding.message.english)")
        }
        for (pattern, kind) in Self.kinds {
            let matching = documents.filter { $0.path.contains("/\(pattern)") || $0.path.contains(pattern) }
            #expect(!matching.isEmpty, "no sample matches \(pattern)")
            for document in matching {
                #expect(document.format != nil, "\(document.path) is not recognised")
                #expect(
                    [kind, "credit-note", "proforma-invoice"].contains(document.kindName),
                    "\(document.path) is \(document.kindName ?? "")"
                )
                #expect(document.number != nil, "\(document.path) has no number")
                #expect(document.records > 1, "\(document.path) has no records")
            }
        }
    }
}
