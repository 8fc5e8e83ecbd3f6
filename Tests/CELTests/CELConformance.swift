import CEL
import Foundation
import TestSupport
import Testing

/// The specification's own tests, without those that need protobuf messages.
struct CELConformance {
    private static let folder = SharedFolder.at("conformance/cel")

    private static let files: [String] =
        folder.flatMap { folder in
            try? FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".json") }
                .sorted()
        } ?? []

    private static func cases(_ file: String) throws -> [ConformanceCase] {
        let folder = try #require(folder)
        let root = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: folder.appending(path: file)))
        return (root["tests"]?.array ?? []).map { test in
            ConformanceCase(
                file: file,
                name: test["name"]?.string ?? "",
                section: test["section"]?.string ?? "",
                expression: test["expr"]?.string ?? "",
                json: test
            )
        }
    }

    @Test(
        .enabled(if: folder != nil, "no shared conformance data beside the repository, and SHIPLINT_SHARED is not set"),
        arguments: files
    )
    func holds(_ file: String) throws {
        let cases = try Self.cases(file)
        #expect(!cases.isEmpty)
        for test in cases {
            if let failure = test.failure() {
                Issue.record("\(test.file) \(test.section)/\(test.name): \(test.expression): \(failure)")
            }
        }
    }
}
