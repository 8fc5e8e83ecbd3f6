import Foundation
import Linting
import Records
import TestSupport
import Testing

/// Public documents that nobody here wrote.
struct SampleTests {
    private static let folder = SharedFolder.at("samples")

    private static let kinds: [(pattern: String, kind: String)] = [
        ("cii/", "commercial-invoice"), ("dcsa/", "bill-of-lading"), ("UBL-Invoice", "commercial-invoice"),
        ("UBL-Order-", "purchase-order"), ("UBL-CreditNote", "credit-note"),
        ("ubl-tc434-example", "commercial-invoice"),
        ("guide-example", "commercial-invoice"), ("UBL-DespatchAdvice", "packing-list"),
        ("UBL-GoodsCertificate", "certificate"), ("UBL-WeightStatement", "certificate"),
        ("UBL-Manifest", "bill-of-lading"), ("UBL-TransportExecutionPlan", "booking"),
        ("UBL-ExportCustomsDeclaration", "customs-declaration"), ("UBL-ForwardingInstructions", "booking"),
    ]

    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesAreReadAndRecognised() async throws {
        let folder = try #require(Self.folder)
        let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
        let documents = report.dossiers.flatMap(\.documents)
        #expect(!documents.isEmpty)
        var recognised = 0
        for finding in report.dossiers.flatMap(\.findings) where finding.rule.hasPrefix("syntax/") {
            Issue.record("\(finding.location.path): \(finding.message.english)")
        }
        for (pattern, kind) in Self.kinds {
            let matching = documents.filter { $0.path.contains("/\(pattern)") || $0.path.contains(pattern) }
            recognised += matching.count
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
        #expect(recognised > 0)
    }

    /// What each sample, checked alone, is found to have: a false alarm shows as a change.
    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesAloneHaveKnownFindings() async throws {
        let folder = try #require(Self.folder)
        var lines: [String] = []
        for name in try SharedFolder.documents(below: folder) {
            let path = folder.appending(path: name).path()
            let report = try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date))
            var counts: [String: Int] = [:]
            for finding in report.dossiers.flatMap(\.findings) { counts[finding.rule, default: 0] += 1 }
            lines.append("\(name):")
            lines += counts.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value)" }
        }
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/samples.txt")
        try RecordedBlocks.expect(lines, at: golden)
    }
}
