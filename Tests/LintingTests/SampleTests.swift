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

    /// The lines of each file: its own and the indented ones below it.
    private static func blocks(_ text: String) -> [String: [String]] {
        var blocks: [String: [String]] = [:]
        var name = ""
        for line in text.split(separator: "\n").map(String.init) {
            if !line.hasPrefix("  ") { name = String(line.prefix { $0 != ":" }) }
            blocks[name, default: []].append(line)
        }
        return blocks
    }

    /// What each sample, checked alone, is found to have: a false alarm shows as a change.
    @Test(.enabled(if: folder != nil, "no shared samples beside the repository, and SHIPLINT_SHARED is not set"))
    func samplesAloneHaveKnownFindings() async throws {
        let folder = try #require(Self.folder)
        var lines: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
        where name.hasSuffix(".xml") || name.hasSuffix(".json") {
            let path = folder.appending(path: name).path()
            let report = try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date))
            var counts: [String: Int] = [:]
            for finding in report.dossiers.flatMap(\.findings) { counts[finding.rule, default: 0] += 1 }
            lines.append("\(name):")
            lines += counts.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value)" }
        }
        let text = lines.joined(separator: "\n") + "\n"
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/samples.txt")
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try text.write(to: golden, atomically: true, encoding: .utf8)
        }
        let known = try String(contentsOf: golden, encoding: .utf8)
        // There may be other samples than those that were recorded: these are only checked.
        let (recorded, found) = (Self.blocks(known), Self.blocks(text))
        for (name, block) in found {
            guard let expected = recorded[name] else { continue }
            #expect(block == expected, "SHIPLINT_RECORD=1 swift test --filter samplesAlone records what is right now")
        }
    }
}
