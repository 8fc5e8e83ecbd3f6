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

    /// What is found in a sample, and why that is right.
    private struct Known: Hashable {
        let sample: String
        let rule: String
        let count: Int

        /// The lines of a table: sample, rule, count and the reason, which must be there.
        static func load(_ text: String) -> [Known] {
            text.split(separator: "\n").dropFirst().compactMap { line in
                let cells = line.split(separator: ",", maxSplits: 3)
                guard cells.count == 4, let count = Int(cells[2]) else { return nil }
                #expect(cells[3].count > 20, "\(cells[0]): \(cells[1]) has no reason")
                return Known(sample: String(cells[0]), rule: String(cells[1]), count: count)
            }
        }
    }

    /// `Fixtures/sample-findings.csv` has a reason for each finding in a sample that is checked alone; what has none is a false
    /// alarm, and a reason without its finding is a miss.
    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func everyFindingInASampleHasAReason() async throws {
        let folder = try #require(Self.folder)
        let table = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/sample-findings.csv")
        let known = Set(Known.load(try String(contentsOf: table, encoding: .utf8)))
        let names = Set(try SharedFolder.documents(below: folder))
        var found: Set<Known> = []
        for name in names {
            let path = folder.appending(path: name).path()
            let report = try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date))
            var counts: [String: Int] = [:]
            for finding in report.dossiers.flatMap(\.findings) { counts[finding.rule, default: 0] += 1 }
            found.formUnion(counts.map { Known(sample: name, rule: $0, count: $1) })
        }
        for unreasoned in found.subtracting(known) {
            Issue.record("\(unreasoned.sample): \(unreasoned.count) of \(unreasoned.rule) without a reason")
        }
        for missed in known.subtracting(found) where names.contains(missed.sample) {
            Issue.record("\(missed.sample): not \(missed.count) of \(missed.rule)")
        }
        #expect(!found.isEmpty)
    }
}
