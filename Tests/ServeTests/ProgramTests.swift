import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Serve

/// The program itself, as it is started, ended and killed.
@Suite(.timeLimit(.minutes(5)))
struct ProgramTests {
    /// The program, beside the linter.
    private static let program = Program.path.deletingLastPathComponent().appending(path: "shiplint-serve")

    /// A server in a process of its own.
    private struct Started {
        let process: Process
        let server: RunningServer

        /// Starts one, and waits until it answers.
        init(_ arguments: [String], data: URL, environment: [String: String] = [:]) async throws {
            let process = Process()
            process.executableURL = ProgramTests.program
            process.arguments = ["--port", "0"] + arguments
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            self.process = process
            // On a thread of its own, for it waits.
            let line = try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<String, any Error>) in
                Thread.detachNewThread {
                    continuation.resume(
                        returning: String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
                    )
                }
            }
            let port = try #require(
                line.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) },
                "\(line)"
            )
            server = RunningServer(port: port, settings: ServeSettings(folder: data, program: Program.path.path()))
        }

        /// Ends it as nothing can be hindered from.
        func kill() {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        /// Ends it as systemd does.
        func end() {
            process.terminate()
            process.waitUntilExit()
        }
    }

    @Test("a kill during a check loses no result; what was cut short is gone after the next start")
    func killed() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/faulty")
        try await TemporaryFolder.with(["program": ""]) { folder in
            let data = folder.appending(path: "data")
            // As long as a file is there, checks wait for it, however busy the machine is, but not for ever.
            let slow = folder.appending(path: "slow")
            let script = """
                #!/bin/sh
                for i in $(seq 1200); do [ -e "\(slow.path())" ] && sleep 0.1; done
                exec "\(Program.path.path())" "$@"

                """
            let program = folder.appending(path: "program")
            try Data(script.utf8).write(to: program)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path())
            let arguments = ["--data", data.path(), "--program", program.path()]

            let first = try await Started(arguments, data: data)
            let done = try await first.server.ask("POST", "/api/check?name=kept", archive)
            let place = try #require(done.headers["location"])
            let report = try await first.server.ask("GET", "\(place)/report?form=html")
            try Data().write(to: slow)
            var cut: [String] = []
            for _ in 0..<3 {
                let id = try await first.server.ask("POST", "/api/checks").string("id")
                _ = try await first.server.ask("PUT", "/api/checks/\(id)/archive", archive)
                _ = try await first.server.ask("POST", "/api/checks/\(id)/run")
                cut.append(id)
            }
            let states = try await cut.asyncMap {
                try await first.server.ask("GET", "/api/checks/\($0)").string("state")
            }
            #expect(states.allSatisfy { $0 == "running" || $0 == "waiting" })
            first.kill()
            #expect(first.server.folders().count == 4)

            let second = try await Started(arguments, data: data)
            defer { second.end() }
            let again = try await second.server.ask("GET", "\(place)/report?form=html")
            #expect(again.status == 200)
            #expect(again.body == report.body)
            for id in cut { #expect(try await second.server.ask("GET", "/api/checks/\(id)").status == 404) }
            #expect(second.server.folders().map { "/api/checks/\($0)" } == [place])
            // Nor does the program that outlived the server bring anything back.
            try FileManager.default.removeItem(at: slow)
            try await Task.sleep(for: .seconds(4))
            #expect(second.server.folders().map { "/api/checks/\($0)" } == [place])
            let names = try FileManager.default.contentsOfDirectory(atPath: data.path())
            #expect(
                Set(names).isSubset(of: ["checks", "checks.sqlite", "checks.sqlite-wal", "checks.sqlite-shm", "lock"])
            )
        }
    }

    @Test("where nothing is stored, the end leaves nothing, and what a kill leaves is gone after the next start")
    func nothingStored() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/ready")
        try await TemporaryFolder.with([String: String]()) { folder in
            let environment = ["TMPDIR": folder.path()]
            func left() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter {
                    $0.hasPrefix("shiplint-serve")
                }
            }
            let first = try await Started(["--no-store"], data: folder, environment: environment)
            let id = try await first.server.ask("POST", "/api/checks").string("id")
            #expect(try await first.server.ask("PUT", "/api/checks/\(id)/archive", archive).status == 201)
            let abandoned = try left()
            #expect(abandoned.count == 1)
            first.kill()
            #expect(try left() == abandoned)
            // Another one's folder is left alone as long as it lives.
            let second = try await Started(["--no-store"], data: folder, environment: environment)
            let third = try await Started(["--no-store"], data: folder, environment: environment)
            #expect(try left().count == 2)
            #expect(try !left().contains(abandoned[0]))
            second.end()
            third.end()
            #expect(try left() == [])
        }
    }

    @Test(
        "a server that cannot be started says why and ends with 2",
        arguments: [
            (["--host", "0.0.0.0"], "SHIPLINT_TOKEN"), (["--port", "70000"], "--port"),
            (["--program", "/nonexistent"], "/nonexistent"), (["--token-file", "/nonexistent"], "/nonexistent"),
            (["--data", "/proc/none"], "cannot be used"),
        ]
    )
    func obstacle(_ arguments: [String], _ said: String) async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let data = arguments.contains("--data") ? [] : ["--data", folder.path()]
            let outcome = try Program.run(Self.program, data + arguments, environment: ["LC_ALL": "C"])
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains(said), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("one folder has one server, and one port too")
    func taken() async throws {
        try await TemporaryFolder.with([String: String]()) { folder in
            let first = try await Started(["--data", folder.path()], data: folder)
            defer { first.end() }
            let same = try Program.run(
                Self.program,
                ["--port", "0", "--data", folder.path()],
                environment: ["LC_ALL": "C"]
            )
            #expect(same.status == 2)
            #expect(same.errors.contains("another server"), "\(same.errors)")
            let other = folder.appending(path: "other").path()
            let port = try Program.run(
                Self.program,
                ["--port", "\(first.server.port)", "--data", other],
                environment: ["LC_ALL": "zh_CN.UTF-8"]
            )
            #expect(port.status == 2)
            #expect(port.errors.contains("无法使用"), "\(port.errors)")
        }
    }
}

extension Array {
    /// The results of asking for each in turn.
    fileprivate func asyncMap<Result>(_ ask: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await ask(element)) }
        return results
    }
}
