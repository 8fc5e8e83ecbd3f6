import Foundation
import TestSupport
import Testing

@testable import Serve

/// The description of the API for programs.
struct DescriptionTests {
    @Test("the server answers every operation that its description has")
    func operations() async throws {
        try await RunningServer.with { server in
            let description = try await server.ask("GET", "/api/openapi.yaml")
            #expect(description.status == 200)
            let operations = Self.operations(of: description.text)
            #expect(operations.count == 13)
            let nothing = try await server.ask("GET", "/api/nothing")
            #expect(nothing.string("detail") == Refusal.notFound.english)
            for (method, path) in operations {
                // Each has a check of its own, for one of them deletes it.
                let id = try await server.ask("POST", "/api/checks").string("id")
                let path = path.replacing("{id}", with: id).replacing("{path}", with: "a/b.csv")
                let body = method.hasPrefix("P") ? Data("a,b\n".utf8) : nil
                let answer = try await server.ask(method, path, body)
                #expect(answer.status < 500 && answer.string("detail") != Refusal.notFound.english, "\(method) \(path)")
            }
        }
    }

    /// Methods and paths, as they stand in the lines of the file.
    private static func operations(of text: String) -> [(method: String, path: String)] {
        var path = ""
        var operations: [(method: String, path: String)] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("  /") { path = line.dropLast().trimmingCharacters(in: .whitespaces) }
            for method in ["get", "post", "put", "delete"] where line == "    \(method):" {
                operations.append((method.uppercased(), path))
            }
        }
        return operations
    }
}
