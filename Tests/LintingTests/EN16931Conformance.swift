import Foundation
import Linting
import TestSupport
import Testing

/// The unit tests of EN 16931's business rules for UBL, and what its validation artefacts say of whole invoices.
struct EN16931Conformance {
    private struct Case: Decodable {
        struct Expectation: Decodable {
            let rule: String
            let outcome: String
        }

        let suite: String
        let file: String
        let index: Int
        let expect: [Expectation]
        let document: String
    }

    private static let folder = SharedFolder.at("conformance/en16931")
    private static let samples = SharedFolder.at("samples")
    private static let missing: Comment = "no shared data beside the repository, and SHIPLINT_SHARED is not set"

    /// The names of the pack's rules that find something, by file; each path is checked by itself, all in one run.
    static func findings(at paths: [String], packs: [String]) async throws -> [String: Set<String>] {
        let report = try await Checker.check(CheckRequest(paths: paths, asOf: CalendarDay.date, packs: packs))
        var rules: [String: Set<String>] = [:]
        func note(_ finding: Finding) {
            if finding.rule.hasPrefix("en16931/") {
                rules[finding.location.path, default: []].insert(String(finding.rule.dropFirst("en16931/".count)))
            }
            finding.folded.forEach(note)
        }
        report.dossiers.flatMap(\.findings).forEach(note)
        return rules
    }

    @Test("every named rule is judged right on every case", .enabled(if: folder != nil, missing))
    func unitTests() async throws {
        let file = try #require(Self.folder).appending(path: "unit.json")
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        #expect(!cases.isEmpty)
        // Each case is a dossier of its own: fragments have no numbers by which they could be told apart.
        var files = ["shiplint.yaml": "dossiers: [\"*\"]\n"]
        for (number, test) in cases.enumerated() { files["\(number)/document.xml"] = test.document }
        try await TemporaryFolder.with(files) { folder in
            let found = try await Self.findings(at: [folder.path(percentEncoded: false)], packs: ["en16931"])
            for (number, test) in cases.enumerated() {
                for expected in test.expect {
                    let path = folder.appending(path: "\(number)/document.xml").path(percentEncoded: false)
                    let fires = found[path]?.contains(expected.rule) == true
                    #expect(
                        fires == (expected.outcome != "success"),
                        "\(test.suite)/\(test.file) \(test.index): \(expected.rule) \(fires ? "fires" : "does not fire")"
                    )
                }
            }
        }
    }

    /// What the artefacts 1.3.16 find in the samples, syntax bindings aside; BR-CO-25 they had up to 1.3.15.
    private static let artefacts: [String: Set<String>] = [
        "ubl/UBL-CreditNote-2.1-Example.xml": [
            "BR-01", "BR-04", "BR-CO-15", "BR-37", "BR-32", "BR-CO-16", "BR-CL-25", "BR-CL-10", "BR-CL-11", "BR-CL-17",
            "BR-CL-22", "BR-CL-21", "BR-CL-13", "BR-CL-18", "UBL-DT-07",
        ],
        "ubl/UBL-Invoice-2.0-Example-NS2.xml": [
            "BR-05", "BR-06", "BR-07", "BR-CO-09", "BR-32", "BR-47", "BR-48", "BR-CO-17", "BR-14", "BR-CO-16",
            "BR-CO-04", "UBL-SR-48", "BR-CL-01", "BR-CL-19", "BR-CL-17",
        ],
        "ubl/UBL-Invoice-2.0-Example.xml": [
            "BR-05", "BR-06", "BR-07", "BR-CO-09", "BR-32", "BR-47", "BR-48", "BR-CO-17", "BR-14", "BR-CO-16",
            "BR-CO-04", "UBL-SR-48", "BR-CL-01", "BR-CL-19", "BR-CL-17",
        ],
        "ubl/UBL-Invoice-2.1-Example-Trivial.xml": [
            "BR-01", "BR-04", "BR-05", "BR-06", "BR-07", "BR-08", "BR-10", "BR-CO-18", "BR-CO-26", "BR-12", "BR-13",
            "BR-14", "BR-CO-10", "BR-CO-13", "BR-CO-16", "BR-22", "BR-23", "BR-25", "BR-26", "BR-27", "BR-CO-04",
            "UBL-SR-48", "BR-CO-25",
        ],
        "ubl/UBL-Invoice-2.1-Example.xml": [
            "BR-01", "BR-CO-15", "BR-37", "BR-32", "BR-CO-16", "BR-CL-25", "BR-CL-10", "BR-CL-11", "BR-CL-26",
            "BR-CL-17", "BR-CL-22", "BR-CL-21", "BR-CL-13", "BR-CL-18", "UBL-DT-07",
        ],
    ]

    @Test("samples have the findings of the standard's own artefacts", .enabled(if: samples != nil, missing))
    func samplesAsTheArtefactsJudgeThem() async throws {
        let folder = try #require(Self.samples)
        let names = try SharedFolder.documents(below: folder).filter { $0.hasPrefix("ubl/") || $0.hasPrefix("cii/") }
        #expect(names.contains { $0.hasPrefix("cii/") })
        let paths = names.map { folder.appending(path: $0).path(percentEncoded: false) }
        let found = try await Self.findings(at: paths, packs: ["en16931"])
        for (name, path) in zip(names, paths) {
            #expect(found[path] ?? [] == Self.artefacts[name] ?? [], "\(name)")
        }
    }
}
