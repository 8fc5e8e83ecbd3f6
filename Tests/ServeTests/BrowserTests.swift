import Foundation
import TestSupport
import Testing

/// The pages in a browser.
struct BrowserTests {
    /// What the browser tells: see `Tools/drive.py`.
    struct Seen: Decodable {
        let en: Language
        let zh: Language
        let violations: [String: [String]]
        let overflows: [String: Bool]
        let errors: [String]
        let requests: [String]

        /// What was seen in one language.
        struct Language: Decodable {
            let heading: String
            let cleared: Int
            let faulty: String
            let name: String
            let report: Report
            let scrolled: Int
            let ready: String
            let changes: [String]
            let before: String
            let zipped: String
            let zipName: String
            let dossier: String
            let rows: Int
            let asked: String
        }

        /// What the report in the frame says.
        struct Report: Decodable {
            let text: String
            let findings: Int
        }
    }

    @Test(
        "the faulty example is dropped and found faulty, its mended files are dropped and it is ready; in both languages",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func dropped() async throws {
        try await RunningServer.with { server in
            let seen: Seen = try await server.drive("drive.py", [RunningServer.example("brake-parts-us")])
            let expected = [
                (seen.en, "Check your documents before you ship", "Not ready", "Ready", "Not ready to ship", "good?"),
                (seen.zh, "发运之前，先检查单证", "尚不能发运", "可以发运", "不能发运", "彻底"),
            ]
            for (language, heading, faulty, ready, report, asked) in expected {
                #expect(language.heading == heading)
                #expect(language.faulty == faulty)
                #expect(language.before == faulty)
                #expect(language.ready == ready)
                #expect(language.zipped == ready)
                #expect(language.report.text.hasPrefix("\(report)\nfaulty\n"))
                #expect(language.asked.contains(asked))
                #expect(language.report.findings == 17)
                #expect(language.cleared == 0)
                #expect(language.name == "faulty")
                #expect(language.scrolled > 500, "a link of the report leads to what it names")
                #expect(language.zipName == "装箱 4711")
                #expect(language.dossier.contains("装箱 4711"))
            }
            #expect(seen.en.changes == ["17 mended", "0 still there", "0 new"])
            #expect(seen.zh.changes == ["17 已改正", "0 仍存在", "0 新出现"])
            // The second language is that of the same browser, which deleted one of its first three checks.
            #expect(seen.en.rows == 3 && seen.zh.rows == 5)
            #expect(seen.violations.count == 24)
            for (look, violations) in seen.violations { #expect(violations.isEmpty, "\(look): \(violations)") }
            for (look, overflows) in seen.overflows { #expect(!overflows, "\(look)") }
            #expect(seen.errors.isEmpty)
            #expect(seen.requests.isEmpty)
        }
    }
}
