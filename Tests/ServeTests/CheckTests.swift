import Foundation
import TestSupport
import Testing

@testable import Serve

/// Checks from the upload to the report.
struct CheckTests {
    @Test("an archive is answered by the report in the form that is accepted")
    func archive() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/faulty")
        try await RunningServer.with { server in
            let json = try await server.ask("POST", "/api/check?name=brakes", archive)
            #expect(json.status == 200)
            #expect(json.headers["content-type"] == "application/json; charset=utf-8")
            let dossiers = json.object["dossiers"] as? [[String: Any]] ?? []
            #expect(dossiers.map { $0["readiness"] as? String } == ["not ready"])

            let page = try await server.ask("POST", "/api/check", archive, headers: ["Accept": "text/html"])
            #expect(page.text.contains("<!doctype html>"))
            #expect(page.text.contains("NBH-BR2201"))
            let policy = page.headers["content-security-policy"] ?? ""
            #expect(policy.contains("script-src 'sha256-"))
            #expect(policy.contains("sandbox allow-scripts"))
            #expect(!policy.contains("unsafe-inline"))

            let table = try await server.ask("POST", "/api/check", archive, headers: ["Accept": "text/csv, */*;q=0.1"])
            #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(table.text.contains("transaction/line-amount"))

            let none = try await server.ask("POST", "/api/check", archive, headers: ["Accept": "image/png"])
            #expect(none.status == 406)
        }
    }

    @Test("files are sent one by one, checked, corrected, and compared with the check before")
    func correction() async throws {
        let faulty = try ExampleFiles.read("brake-parts-us/faulty")
        let ready = try ExampleFiles.read("brake-parts-us/ready")
        try await RunningServer.with { server in
            let made = try await server.ask("POST", "/api/checks?name=brakes")
            #expect(made.status == 201)
            let id = made.string("id")
            for (name, data) in faulty {
                let sent = try await server.ask("PUT", "/api/checks/\(id)/files/shipment/\(name)", data)
                #expect(sent.status == 201)
            }
            #expect(try await server.ask("POST", "/api/checks/\(id)/run").status == 202)
            let first = try await server.end(of: id)
            #expect(first.string("readiness") == "not ready")
            #expect((first.object["paths"] as? [String])?.count == faulty.count)
            #expect(try await server.ask("PUT", "/api/checks/\(id)/files/late.csv", Data("a".utf8)).status == 409)

            // A name alone stands for the only file that has it.
            let next = try await server.ask("POST", "/api/checks?after=\(id)").string("id")
            for (name, data) in ready {
                let sent = try await server.ask("PUT", "/api/checks/\(next)/files/\(name)", data)
                #expect(sent.string("path") == "shipment/\(name)")
            }
            _ = try await server.ask("POST", "/api/checks/\(next)/run")
            let second = try await server.end(of: next)
            #expect(second.string("readiness") == "ready")
            #expect(second.object["files"] as? Int == faulty.count)
            let changes = try await server.ask("GET", "/api/checks/\(next)/changes").object
            #expect((changes["mended"] as? [String])?.isEmpty == false)
            #expect(changes["new"] as? [String] == [])
            let page = try await server.ask("GET", "/checks/\(next)", headers: ["Accept-Language": "zh-CN"])
            #expect(page.text.contains("已改正"))
            #expect(page.text.contains("可以发运"))
        }
    }

    @Test("the names of archives of Chinese Windows are read, and what an Apple system adds is left out")
    func archiveNames() async throws {
        // 发票.csv in GB18030; the fixture writes names in UTF-8, so that a stand-in of the same length is replaced.
        var archive = ZipFixture.archive([("ABCD.csv", Array("a,b\n".utf8)), ("__MACOSX/._x", [0])])
        let (old, new) = (Array("ABCD".utf8), [0xB7, 0xA2, 0xC6, 0xB1] as [UInt8])
        for start in archive.indices.dropLast(3) where Array(archive[start..<start + 4]) == old {
            archive.replaceSubrange(start..<start + 4, with: new)
        }
        // Nor do its headers say that names are UTF-8 (APPNOTE.TXT 4.4.4, bit 11).
        for (signature, flags) in [([0x50, 0x4B, 3, 4] as [UInt8], 7), ([0x50, 0x4B, 1, 2], 9)] {
            for start in archive.indices.dropLast(9) where Array(archive[start..<start + 4]) == signature {
                archive[start + flags] = 0
            }
        }
        let sent = Data(archive)
        try await RunningServer.with { server in
            let id = try await server.ask("POST", "/api/checks").string("id")
            let answer = try await server.ask("PUT", "/api/checks/\(id)/archive", sent)
            #expect(answer.object["paths"] as? [String] == ["发票.csv"])
        }
    }

    @Test("a configuration that is uploaded does not count, and no file of the machine is named by one")
    func uploadedConfiguration() async throws {
        var files = try ExampleFiles.read("brake-parts-us/faulty")
        files["shiplint.yaml"] = Data("tables: {aliases: /etc/passwd}\nrules: {transaction/line-amount: off}\n".utf8)
        let archive = Data(ZipFixture.archive(files.map { ($0.key, Array($0.value)) }))
        try await RunningServer.with { server in
            let answer = try await server.ask("POST", "/api/check", archive)
            #expect(answer.status == 200)
            #expect(answer.text.contains("transaction/line-amount"))
            #expect(!answer.text.contains("/etc/passwd"))
        }
    }

    @Test("where no file is recognised, the answer says what the program says")
    func nothingRecognised() async throws {
        let archive = Data(ZipFixture.archive([("picture.png", [0x89, 0x50])]))
        try await RunningServer.with { server in
            let answer = try await server.ask("POST", "/api/check", archive)
            #expect(answer.status == 422)
            #expect(!answer.string("detail").isEmpty)
            #expect(server.folders().isEmpty)
        }
    }

    @Test("a check that takes too long, or more memory than it may, is ended and told; the server goes on")
    func runaway() async throws {
        let archive = try ExampleFiles.archive("brake-parts-us/ready")
        try await TemporaryFolder.with(["slow": "#!/bin/sh\nexec sleep 60\n", "dies": "#!/bin/sh\nkill -11 $$\n"]) {
            folder in
            for name in ["slow", "dies"] {
                let program = folder.appending(path: name).path()
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
                try await RunningServer.with {
                    $0.program = program
                    // A busy machine may take longer than that to see a process die.
                    if name == "slow" { $0.limits.seconds = 1 }
                } _: { server in
                    let answer = try await server.ask("POST", "/api/check", archive)
                    #expect(answer.status == 422)
                    #expect(answer.string("detail").contains(name == "slow" ? "longer" : "ended"))
                    #expect(try await server.ask("GET", "/healthz").text == "ok\n")
                    #expect(server.folders().isEmpty)
                }
            }
        }
    }
}
