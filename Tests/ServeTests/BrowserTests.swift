import Foundation
import TestSupport
import Testing

/// The pages in a browser.
struct BrowserTests {
    /// What was seen in one language.
    struct Language: Decodable, Sendable {
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
    struct Report: Decodable, Sendable {
        let text: String
        let findings: Int
    }

    @Test(
        "the faulty example is dropped and found faulty, its mended files are dropped and it is ready; in both languages",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func dropped() async throws {
        try await RunningServer.with { server in
            let example = RunningServer.example("brake-parts-us")
            let seen: SeenPages<Language> = try await server.drive("drive.py", [example])
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
            seen.expectSound(looks: 24)
        }
    }
}
