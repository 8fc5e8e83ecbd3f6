import Foundation
import TestSupport
import Testing

/// Requests that are malformed, and many at once: short runs of what `Tools/` has for long ones.
@Suite(.timeLimit(.minutes(15)))
struct RobustnessTests {
    /// What `Tools/malform.py` tells.
    private struct Malformed: Decodable {
        let sent: [String: Int]
        let answered: [String: Int]
        let wrong: [Wrong]
        let healthy: Bool

        /// A request that was answered otherwise than it should be.
        struct Wrong: Decodable {
            let sort: String
            let sent: String
        }
    }

    /// What `Tools/load.py` tells.
    private struct Load: Decodable {
        let answered: Int
        let kept: Int
        let statuses: [String: Int]
        let verdicts: [String: Int]
    }

    /// What `Tools/conform.py` tells.
    private struct Conformity: Decodable {
        let cases: Int
    }

    private static let hasSchemathesis = Program.python.map {
        FileManager.default.isExecutableFile(atPath: $0.deletingLastPathComponent().appending(path: "st").path())
    }

    @Test(
        "malformed uploads are the sender's fault, never the server's, and leave nothing",
        .enabled(if: Program.python != nil, "Scripts/install-test-tools installs Python's packages")
    )
    func malformed() async throws {
        try await RunningServer.with { server in
            let seen: Malformed = try await server.drive("malform.py", ["--count", "90"])
            #expect(seen.sent.count == 9 && seen.sent.values.allSatisfy { $0 == 10 })
            #expect(seen.answered.values.reduce(0, +) == 90)
            for wrong in seen.wrong { Issue.record("\(wrong.sort): \(wrong.sent)") }
            #expect(seen.healthy)
            // The checks that were made to be sent something to are there, empty; those of refused archives are not.
            let made = ["archive of a check", "answers", "pack", "path"].reduce(0) { $0 + (seen.sent[$1] ?? 0) }
            #expect(server.folders().count == made)
        }
    }

    @Test(
        "uploads at once are all answered, each with its findings, and kept",
        .enabled(if: Program.python != nil, "Scripts/install-test-tools installs Python's packages")
    )
    func load() async throws {
        try await RunningServer.with { server in
            let example = RunningServer.example("brake-parts-us/faulty")
            let seen: Load = try await server.drive("load.py", [example, "--count", "12"])
            #expect(seen.answered == 12 && seen.kept == 12)
            #expect(seen.statuses == ["200": 12])
            #expect(seen.verdicts.count == 1, "all are alike")
            #expect(server.folders().count == 12)
        }
    }

    @Test(
        "what the description of the API allows and forbids is answered as it says",
        .enabled(if: hasSchemathesis == true, "Scripts/install-test-tools installs schemathesis")
    )
    func description() async throws {
        try await RunningServer.with { server in
            let seen: Conformity = try await server.drive("conform.py", ["--examples", "5"])
            #expect(seen.cases > 200)
        }
    }
}
