import Foundation
import TestSupport
import Testing

/// What the page says while a check is under way.
@Suite(.timeLimit(.minutes(5)))
struct FollowingTests {
    /// What the browser tells: see `Tools/follow.py`.
    private struct Seen: Decodable {
        let running: Page
        let waiting: Page
        let ended: String
        let errors: [String]
        let violations: [String: [String]]
        let overflows: [String: Bool]

        /// The page of a check.
        struct Page: Decodable {
            let sent: [String]
            let said: String
            let chip: String
            let bars: Int
        }
    }

    @Test(
        "files that are sent are counted; a check that runs counts its seconds, one that waits says how many are before it",
        .enabled(if: RunningServer.hasBrowser, "Scripts/install-test-tools installs a browser"),
        arguments: [
            (
                "en", "Sending 1 of 5: ", "Starting the check", "Checking, ", "Being checked", "Waiting: 1 before",
                "Ready"
            ),
            (
                "zh", "正在发送第 1 个，共 5 个：", "正在开始检查", "正在检查，", "正在检查", "等待中：前面还有 1 个", "可以发运"
            ),
        ]
    )
    func progress(
        language: String,
        sending: String,
        starting: String,
        running: String,
        chip: String,
        waiting: String,
        ready: String
    ) async throws {
        try await RunningServer.withWaitingChecks { server, folder in
            let go = folder.appending(path: "go").path()
            let arguments = [RunningServer.example("brake-parts-us/ready"), "--go", go, "--language", language]
            let seen: Seen = try await server.drive("follow.py", arguments)
            for page in [seen.running, seen.waiting] {
                #expect(page.sent.first?.hasPrefix(sending) == true, "\(page.sent)")
                #expect(page.sent.last == starting)
                #expect(page.sent.count == 6)
                #expect(page.chip == chip)
                #expect(page.bars == 1)
            }
            #expect(seen.running.said.hasPrefix(running))
            #expect(seen.waiting.said.hasPrefix(waiting))
            #expect(seen.ended == ready)
            #expect(seen.errors.isEmpty)
            #expect(seen.violations.count == 4)
            for (look, violations) in seen.violations { #expect(violations.isEmpty, "\(look): \(violations)") }
            for (look, overflows) in seen.overflows { #expect(!overflows, "\(look)") }
        }
    }
}
