import Foundation
import TestSupport
import Testing

@testable import Serve

/// How much the server takes on, and what becomes of what it cannot.
@Suite(.timeLimit(.minutes(5)))
struct LimitTests {
    private static func made(_ server: RunningServer) async throws -> String {
        let id = try await server.ask("POST", "/api/checks").string("id")
        for (name, data) in try ExampleFiles.read("brake-parts-us/ready") {
            _ = try await server.ask("PUT", "/api/checks/\(id)/files/\(name)", data)
        }
        return id
    }

    @Test("so many run, so many wait in the order in which they came, and the next is told to come again")
    func queue() async throws {
        try await RunningServer.withWaitingChecks {
            $0.limits.waiting = 2
        } _: { server, folder in
            var ids: [String] = []
            for _ in 0..<4 { ids.append(try await Self.made(server)) }
            for id in ids.prefix(3) { #expect(try await server.ask("POST", "/api/checks/\(id)/run").status == 202) }
            let refused = try await server.ask("POST", "/api/checks/\(ids[3])/run")
            #expect(refused.status == 429)
            #expect(refused.headers["retry-after"] == "10")
            #expect(try await server.ask("GET", "/api/checks/\(ids[2])").object["position"] as? Int == 1)
            try Data().write(to: folder.appending(path: "go"))
            for id in ids.prefix(3) { #expect(try await server.end(of: id).string("readiness") == "ready") }
            // The one that was refused is as it was.
            #expect(try await server.ask("POST", "/api/checks/\(ids[3])/run").status == 202)
            #expect(try await server.end(of: ids[3]).string("readiness") == "ready")
        }
    }

    @Test("a check that runs or waits is deleted at once, with the program that checks it; the next has its turn")
    func deletedWhileRunning() async throws {
        try await RunningServer.withWaitingChecks { server, folder in
            let (first, second, third) = (
                try await Self.made(server), try await Self.made(server), try await Self.made(server)
            )
            for id in [first, second, third] {
                #expect(try await server.ask("POST", "/api/checks/\(id)/run").status == 202)
            }
            let process = try await Self.started(in: folder)
            #expect(try await server.ask("DELETE", "/api/checks/\(second)").status == 204)
            #expect(try await server.ask("DELETE", "/api/checks/\(first)").status == 204)
            try Data().write(to: folder.appending(path: "go"))
            #expect(try await server.end(of: third).string("readiness") == "ready")
            #expect(server.folders() == [third])
            #expect(!Self.lives(process))
        }
    }

    @Test("a request that is broken off leaves neither a check nor a program")
    func brokenOff() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/ready")
        try await RunningServer.withWaitingChecks { server, folder in
            let request = Task { try await server.ask("POST", "/api/check", archive) }
            let process = try await Self.started(in: folder)
            #expect(server.folders().count == 1)
            request.cancel()
            _ = try? await request.value
            while !server.folders().isEmpty || Self.lives(process) { try await Task.sleep(for: .milliseconds(50)) }
            #expect(try await server.ask("GET", "/healthz").status == 200)
        }
    }

    @Test("all checks together take no more of the disk than they may; deleting one makes room")
    func diskSpace() async throws {
        try await RunningServer.with {
            // A check has a small file of ours too.
            $0.limits.store = (3 << 20) + 1000
            $0.limits.bytes = 2 << 20
        } _: { server in
            let megabyte = Data(repeating: 65, count: 1 << 20)
            let first = try await server.ask("POST", "/api/checks").string("id")
            for name in ["a", "b", "a"] {
                #expect(try await server.ask("PUT", "/api/checks/\(first)/files/\(name).csv", megabyte).status == 201)
            }
            let second = try await server.ask("POST", "/api/checks").string("id")
            #expect(try await server.ask("PUT", "/api/checks/\(second)/files/a.csv", megabyte).status == 201)
            let refused = try await server.ask("PUT", "/api/checks/\(second)/files/b.csv", megabyte)
            #expect(refused.status == 413)
            #expect(refused.string("detail") == Refusal.storeFull.english)
            let archive = Data(ZipFixture.archive([("c.csv", [UInt8](megabyte))]))
            #expect(try await server.ask("PUT", "/api/checks/\(second)/archive", archive).status == 413)
            // What was refused takes no room.
            #expect(try await server.ask("DELETE", "/api/checks/\(first)").status == 204)
            for name in ["b", "b"] {
                #expect(try await server.ask("PUT", "/api/checks/\(second)/files/\(name).csv", megabyte).status == 201)
            }
            let check = try await server.ask("GET", "/api/checks/\(second)")
            #expect(check.object["bytes"] as? Int == 2 << 20)
        }
    }

    @Test("a check that needs more memory than it may have is ended and told; the server goes on")
    func memory() async throws {
        let row = "Invoice No.,A1\nPart No,Qty,Unit Price,Amount\n"
        let large = row + String(repeating: "NBH-1,1,1.00,1.00\n", count: 200_000)
        let archive = Data(ZipFixture.archive([("invoice.csv", Array(large.utf8))]))
        try await RunningServer.with {
            $0.limits.memory = 40 << 20
        } _: { server in
            let answer = try await server.ask("POST", "/api/check", archive)
            #expect(answer.status == 422)
            #expect(answer.string("detail").contains("more memory"))
            #expect(server.folders().isEmpty)
            #expect(try await server.ask("GET", "/healthz").status == 200)
        }
    }

    @Test("where a form of the report cannot be made, the answer says why, and the check is still there")
    func formFails() async throws {
        let script = """
            #!/bin/sh
            case "$*" in *csv=*) echo "the table cannot be written" >&2; exit 2;; esac
            exec "\(Program.path.path())" "$@"
            """
        try await TemporaryFolder.with(["program": script]) { folder in
            let program = folder.appending(path: "program").path()
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            try await RunningServer.with {
                $0.program = program
            } _: { server in
                let id = try await Self.made(server)
                _ = try await server.ask("POST", "/api/checks/\(id)/run")
                _ = try await server.end(of: id)
                let answer = try await server.ask("GET", "/api/checks/\(id)/report?form=csv")
                #expect(answer.status == 422)
                #expect(answer.string("detail") == "the table cannot be written")
                #expect(try await server.ask("GET", "/api/checks/\(id)/report?form=text").status == 200)
            }
        }
    }

    /// The process that checks, once it has begun.
    private static func started(in folder: URL) async throws -> Int32 {
        while true {
            let text = try? String(contentsOf: folder.appending(path: "pid"), encoding: .utf8)
            if let text, text.hasSuffix("\n"), let process = Int32(text.dropLast()) { return process }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func lives(_ process: Int32) -> Bool { kill(process, 0) == 0 }
}
