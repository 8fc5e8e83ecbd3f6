import Foundation
import TestSupport
import Testing

@testable import Serve

/// What the server refuses.
struct SafetyTests {
    @Test(
        "a path never leads out of the check",
        arguments: [
            "..%2Fout.csv", "a%2F..%2F..%2Fout.csv", "%2Fetc%2Fpasswd", "a%00b", "C:%5Cout.csv", "..%5Cout.csv",
            "a%2F%2Fb", ".",
            "%FF%FE", String(repeating: "a", count: 300),
        ]
    )
    func paths(path: String) async throws {
        try await RunningServer.with { server in
            let id = try await server.ask("POST", "/api/checks").string("id")
            let answer = try await server.ask("PUT", "/api/checks/\(id)/files/\(path)", Data("x".utf8))
            #expect((400..<500).contains(answer.status), "\(answer.status)")
            let check = try await server.ask("GET", "/api/checks/\(id)")
            #expect(check.object["paths"] as? [String] == [])
        }
    }

    /// An archive that is refused, and the status.
    struct BadArchive: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let status: Int
    }

    private static let archives = [
        BadArchive(testDescription: "none", bytes: [], status: 422),
        BadArchive(testDescription: "no archive", bytes: Array("hello".utf8), status: 422),
        BadArchive(testDescription: "leads out", bytes: ZipFixture.archive([("../../out.csv", [65])]), status: 400),
        BadArchive(testDescription: "absolute", bytes: ZipFixture.archive([("/tmp/out.csv", [65])]), status: 400),
        BadArchive(testDescription: "Windows", bytes: ZipFixture.archive([("..\\out.csv", [65])]), status: 400),
        BadArchive(
            testDescription: "truncated",
            bytes: Array(ZipFixture.archive([("a.csv", [65])]).dropLast(9)),
            status: 422
        ),
        BadArchive(testDescription: "encrypted", bytes: ZipFixture.archive([("a.csv", [65])], flags: 1), status: 422),
        BadArchive(testDescription: "empty", bytes: ZipFixture.archive([]), status: 422),
        BadArchive(
            testDescription: "file and folder of one name",
            bytes: ZipFixture.archive([("a", [65]), ("a/b.csv", [65])]),
            status: 400
        ),
        BadArchive(
            testDescription: "too many files",
            bytes: ZipFixture.archive((0..<40).map { ("\($0).csv", [65]) }),
            status: 413
        ),
        BadArchive(
            testDescription: "too large",
            bytes: ZipFixture.archive([("a.csv", [UInt8](repeating: 65, count: 2 << 20))]),
            status: 413
        ),
    ]

    @Test("a bad archive is refused, and leaves nothing", arguments: archives)
    func badArchive(archive: BadArchive) async throws {
        try await RunningServer.with {
            $0.limits.files = 20
            $0.limits.bytes = 1 << 20
        } _: { server in
            let answer = try await server.ask("POST", "/api/check", Data(archive.bytes))
            #expect(answer.status == archive.status)
            #expect(answer.headers["content-type"] == "application/problem+json; charset=utf-8")
            #expect(server.folders().isEmpty)
        }
    }

    @Test("an archive that unpacks to far more than its own size is refused")
    func bomb() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shiplint-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: folder) }
        let script =
            "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED).writestr('a.csv', 'a' * (20 << 20))"
        let made = try Program.shell("python3 -c \"$1\" \"$2\"", [script, folder.path()])
        try #require(made.status == 0, "\(made.errors)")
        let bomb = try Data(contentsOf: folder)
        try await RunningServer.with {
            $0.limits.ratio = 50
        } _: { server in
            let answer = try await server.ask("POST", "/api/check", bomb)
            #expect(answer.status == 413)
            #expect(answer.string("detail").contains("unpacks to far more"))
        }
    }

    @Test("pages of other sites are refused, by whatever name they reach this machine")
    func otherSites() async throws {
        try await RunningServer.with { server in
            for headers in [["Origin": "https://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"]] {
                #expect(try await server.ask("POST", "/api/checks", headers: headers).status == 403)
            }
            let own = ["Origin": "http://127.0.0.1:\(server.port)"]
            #expect(try await server.ask("POST", "/api/checks", headers: own).status == 201)
            // curl, for a client library sets the name itself.
            let url = "http://127.0.0.1:\(server.port)/"
            let answer = try Program.shell(
                "curl -s -o /dev/null -w '%{http_code}' -H 'Host: evil.example' \"$1\"",
                [url]
            )
            #expect(answer.output == "421")
        }
    }

    @Test("with a token, nothing but the page to sign in is answered without it")
    func token() async throws {
        let token = "a-token-of-the-tests"
        try await RunningServer.with {
            $0.token = token
        } _: { server in
            for path in ["/api/checks", "/metrics", "/api/checks/\(CheckID())"] {
                #expect(try await server.ask("GET", path).status == 401)
                #expect(try await server.ask("GET", path, headers: ["Authorization": "Bearer wrong"]).status == 401)
            }
            #expect(try await server.ask("GET", "/").headers["location"] == "/login")
            #expect(try await server.ask("GET", "/healthz").status == 200)
            let known = ["Authorization": "Bearer \(token)"]
            #expect(try await server.ask("GET", "/api/checks", headers: known).text == "[]")
            #expect(try await server.ask("GET", "/metrics", headers: known).text.contains("shiplint_requests_total"))

            #expect(try await server.ask("POST", "/login", Data("token=wrong".utf8)).status == 401)
            let entered = try await server.ask("POST", "/login", Data("token=\(token)".utf8))
            let cookie = entered.headers["set-cookie"] ?? ""
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains(token))
            let session = ["Cookie": String(cookie.prefix { $0 != ";" })]
            #expect(try await server.ask("GET", "/", headers: session).status == 200)
            let forged = ["Cookie": "shiplint-visitor=\(CheckID())"]
            #expect(try await server.ask("GET", "/", headers: forged).status == 303)
        }
    }

    @Test("after ten wrong tokens within a minute an address waits for the next one, even with the right one")
    func guessing() async throws {
        let token = "a-token-of-the-tests"
        try await RunningServer.with {
            $0.token = token
        } _: { server in
            // A minute may turn over between two requests.
            var statuses: [Int] = []
            for _ in 0..<30 where statuses.last != 429 {
                statuses.append(try await server.ask("POST", "/login", Data("token=wrong".utf8)).status)
            }
            #expect(statuses.last == 429)
            #expect(statuses.filter { $0 == 401 }.count >= Attempts.most)
        }
        let attempts = Attempts()
        let time = Date(timeIntervalSince1970: 6_000_000)
        for _ in 0..<Attempts.most { #expect(try !attempts.isRight("wrong", token, from: "192.0.2.1", at: time)) }
        #expect(throws: Refusal.tooManyAttempts) { try attempts.isRight(token, token, from: "192.0.2.1", at: time) }
        #expect(try attempts.isRight(token, token, from: "192.0.2.2", at: time))
        #expect(try attempts.isRight(token, token, from: "192.0.2.1", at: time.addingTimeInterval(60)))
    }

    @Test("one browser lists its own checks alone, and nobody lists any without being one")
    func listing() async throws {
        try await RunningServer.with { server in
            let mine = ["Cookie": "shiplint-visitor=\(CheckID())"]
            let others = ["Cookie": "shiplint-visitor=\(CheckID())"]
            let id = try await server.ask("POST", "/api/checks?name=mine", headers: mine).string("id")
            #expect(try await server.ask("GET", "/api/checks", headers: mine).text.contains(id))
            #expect(try await server.ask("GET", "/api/checks", headers: others).text == "[]")
            #expect(try await server.ask("GET", "/api/checks").status == 401)
            #expect(try await server.ask("GET", "/checks", headers: mine).text.contains(id))
            #expect(!(try await server.ask("GET", "/checks", headers: others).text.contains(id)))
        }
    }

    @Test("the server does not start where others reach it without a token")
    func needsToken() {
        var settings = ServeSettings(folder: FileManager.default.temporaryDirectory, program: "/bin/sh")
        settings.host = "0.0.0.0"
        #expect(throws: Server.Obstacle.self) { try Server(settings) }
        settings.token = "short"
        #expect(throws: Server.Obstacle.self) { try Server(settings) }
    }

    @Test("every page forbids scripts and frames that are not the server's")
    func policy() async throws {
        try await RunningServer.with { server in
            for path in ["/", "/checks", "/login", "/nothing", "/assets/serve.js"] {
                let answer = try await server.ask("GET", path)
                #expect(
                    answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'; script-src 'self';")
                        == true
                )
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(!answer.text.contains("<script>") && !answer.text.contains(" style="))
            }
        }
    }
}
