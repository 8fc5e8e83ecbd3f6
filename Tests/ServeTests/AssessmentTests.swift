import Foundation
import TestSupport
import Testing

@testable import Serve

/// A supplier that checks itself in the page.
struct AssessmentTests {
    @Test("the matrix is there before anything is uploaded; answers are kept as CSV, and read from one")
    func assessment() async throws {
        try await RunningServer.with { server in
            let wish = "assessment=1&categories=charging-equipment&markets=EU&stage=catalogue&name=wallboxes"
            let id = try await server.ask("POST", "/api/checks?\(wish)").string("id")
            #expect(try await server.ask("POST", "/api/checks/\(id)/run").status == 202)
            let empty = try await server.end(of: id)
            #expect(empty.object["paths"] as? [String] == ["supplier-profile.csv"])
            let report = try await server.ask("GET", "/api/checks/\(id)/report?form=html").text
            #expect(report.contains("charging-equipment"))
            let asked = try await server.ask("GET", "/checks/\(id)", headers: ["Accept-Language": "zh-CN"]).text
            #expect(asked.contains("服务网点"))

            let next = try await server.ask("POST", "/api/checks?after=\(id)").string("id")
            let rows = #"[{"question": "01", "text": "Legal name", "answer": "Hc, \"Co\"", "evidence": "licence"}]"#
            #expect(try await server.ask("PUT", "/api/checks/\(next)/answers", Data(rows.utf8)).status == 201)
            let table = try await server.ask("GET", "/api/checks/\(next)/answers").text
            #expect(table == "No,Question,Answer,Evidence,Date\n01,Legal name,\"Hc, \"\"Co\"\"\",licence,\n")
            _ = try await server.ask("POST", "/api/checks/\(next)/run")
            #expect(try await server.end(of: next).string("state") == "finished")
            let shown = try await server.ask("GET", "/checks/\(next)").text
            #expect(shown.contains("Hc, &quot;Co&quot;"))
            #expect(shown.contains("1 of 1 answered"))
            for form in ["html", "xlsx", "json"] {
                #expect(try await server.ask("GET", "/api/checks/\(next)/report?form=\(form)&share=1").status == 200)
            }
        }
    }

    @Test("a distributor's pack that is none is told with its line; values that are none are refused")
    func pack() async throws {
        try await RunningServer.with { server in
            let id = try await server.ask("POST", "/api/checks?assessment=1").string("id")
            let pack = Data("pack: distributor\nbroken: 1\n".utf8)
            #expect(try await server.ask("PUT", "/api/checks/\(id)/pack", pack).status == 204)
            _ = try await server.ask("POST", "/api/checks/\(id)/run")
            #expect(try await server.end(of: id).string("problem").contains("pack.yaml:2:1"))
            for wish in ["categories=none", "assessment=2", "stage=never"] {
                #expect(try await server.ask("POST", "/api/checks?\(wish)").status == 400)
            }
            let open = try await server.ask("POST", "/api/checks").string("id")
            #expect(try await server.ask("PUT", "/api/checks/\(open)/answers", Data("{".utf8)).status == 400)
            #expect(try await server.ask("PUT", "/api/checks/\(open)/pack", Data()).status == 400)
            let large = Data(repeating: 65, count: (1 << 20) + 1)
            for what in ["pack", "answers"] {
                let answer = try await server.ask("PUT", "/api/checks/\(open)/\(what)", large)
                #expect(answer.status == 413 && answer.string("detail") == Refusal.textTooLarge.english)
            }
            #expect(try await server.ask("POST", "/login", large).status == 413)
        }
    }
}
