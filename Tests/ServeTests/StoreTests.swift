import Foundation
import Logging
import TestSupport
import Testing

@testable import Serve

/// What is kept, for how long, and what is left after the end.
struct StoreTests {
    @Test("a check is deleted for good")
    func delete() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/ready")
        try await RunningServer.with { server in
            let answer = try await server.ask("POST", "/api/check", archive)
            let place = answer.headers["location"] ?? ""
            #expect(try await server.ask("GET", place).string("state") == "finished")
            #expect(try await server.ask("DELETE", place).status == 204)
            #expect(try await server.ask("GET", place).status == 404)
            #expect(try await server.ask("DELETE", place).status == 404)
            #expect(server.folders().isEmpty)
        }
    }

    @Test("where nothing is stored, nothing is left behind an answer")
    func noStore() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/ready")
        try await RunningServer.with {
            $0.stores = false
        } _: { server in
            let answer = try await server.ask("POST", "/api/check", archive)
            #expect(answer.status == 200)
            #expect(server.folders().isEmpty)
        }
    }

    @Test("where nothing is stored, a check is there as long as its page asks for it, and gone five minutes later")
    func glance() async throws {
        try await TemporaryFolder.with([String: Data]()) { folder in
            var settings = ServeSettings(folder: folder, program: Program.path.path())
            settings.stores = false
            let checks = try Checks(settings, Metrics(), Logger(label: "test"))
            let looked = try await checks.make(try CheckWish([:]), of: nil, .english)
            let left = try await checks.make(try CheckWish([:]), of: nil, .english)
            for record in [looked, left] {
                _ = try await checks.store.change(try #require(record.checkID)) { $0.state = .finished }
            }
            let now = Date()
            checks.glances.note(looked.id, at: now.addingTimeInterval(400))
            try await checks.expire(now: now.addingTimeInterval(200))
            #expect(try await checks.store.names() == [looked.id, left.id])
            try await checks.expire(now: now.addingTimeInterval(600))
            #expect(try await checks.store.names() == [looked.id])
            try await checks.expire(now: now.addingTimeInterval(800))
            #expect(try await checks.store.names() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "checks").path()) == [])
        }
    }

    @Test("after a kill, results are kept, and what was cut short is removed")
    func recovery() async throws {
        try await TemporaryFolder.with([String: Data]()) { folder in
            let settings = ServeSettings(folder: folder, program: Program.path.path())
            let checks = try Checks(settings, Metrics(), Logger(label: "test"))
            var kept: [String: CheckRecord.State] = [:]
            for state in [CheckRecord.State.open, .waiting, .running, .finished, .failed] {
                let record = try await checks.make(try CheckWish([:]), of: nil, .english)
                let id = try #require(record.checkID)
                _ = try await checks.store.change(id) { $0.state = state }
                if state == .finished || state == .failed { kept[record.id] = state }
            }
            let stray = checks.folder(CheckID())
            try stray.make(from: nil)

            let later = try Checks(settings, Metrics(), Logger(label: "test"))
            try await later.recover()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "checks").path())
            #expect(Set(names) == Set(kept.keys))
            #expect(try await later.store.names() == Set(kept.keys))
        }
    }

    @Test("checks are kept for the days that are set, and files that stopped coming for an hour")
    func retention() async throws {
        try await TemporaryFolder.with([String: Data]()) { folder in
            var settings = ServeSettings(folder: folder, program: Program.path.path())
            settings.keepDays = 7
            let checks = try Checks(settings, Metrics(), Logger(label: "test"))
            let finished = try await checks.make(try CheckWish([:]), of: nil, .english)
            _ = try await checks.store.change(try #require(finished.checkID)) { $0.state = .finished }
            let open = try await checks.make(try CheckWish([:]), of: nil, .english)
            let now = Date()
            try await checks.expire(now: now.addingTimeInterval(1800))
            #expect(try await checks.store.names() == [finished.id, open.id])
            try await checks.expire(now: now.addingTimeInterval(6 * 86_400))
            #expect(try await checks.store.names() == [finished.id])
            try await checks.expire(now: now.addingTimeInterval(8 * 86_400))
            #expect(try await checks.store.names() == [])
        }
    }
}
