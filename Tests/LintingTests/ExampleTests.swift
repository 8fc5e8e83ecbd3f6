import Formats
import Foundation
import Linting
import Records
import Reports
import TestSupport
import Testing

/// The examples that a newcomer runs.
struct ExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func examples(_ kind: String) -> [Example] {
        let folder = repository.appending(path: "examples")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().map { Example(name: "\($0)/\(kind)") }
    }

    private static func check(_ example: Example) async throws -> Report {
        let path = repository.appending(path: "examples/\(example.name)").path()
        return try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date))
    }

    @Test func thereAreExamples() {
        #expect(!Self.examples("ready").isEmpty)
    }

    @Test(arguments: examples("ready"))
    func readyHasNoFindings(_ example: Example) async throws {
        let report = try await Self.check(example)
        for finding in report.dossiers.flatMap(\.findings) {
            Issue.record("\(finding.location.path): \(finding.message.english) [\(finding.rule)]")
        }
        #expect(report.dossiers.map(\.readiness) == [.ready])
        #expect(report.dossiers.flatMap(\.documents).allSatisfy { $0.format != nil })
    }

    /// Reports of the faulty examples, as they were last read and approved.
    ///
    /// Set `SHIPLINT_RECORD=1` to write them anew, then read the difference.
    @Test(arguments: examples("faulty"), ["en.txt", "zh.txt", "json"])
    func faultyReport(_ example: Example, _ form: String) async throws {
        let report = try await Self.check(example)
        let text =
            switch form {
            case "en.txt": TextReport(language: .english, useColour: false).render(report)
            case "zh.txt": TextReport(language: .chinese, useColour: false).render(report)
            default: JSONReport().render(report)
            }
        // How many rules there are says nothing of an example.
        let portable = text.replacing(Self.repository.path(), with: "")
            .replacing("\"ruleCount\": \(report.ruleCount)", with: "\"ruleCount\": 0")
        let name = example.name.replacing("/", with: "-")
        let golden = Self.repository.appending(path: "Tests/LintingTests/Goldens/\(name).\(form)")
        if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
            try FileManager.default.createDirectory(
                at: golden.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try portable.write(to: golden, atomically: true, encoding: .utf8)
            return
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(
            portable == expected,
            "read the difference; SHIPLINT_RECORD=1 swift test --filter faultyReport records it"
        )
    }

    /// Every fault that an example's README lists is found: the table's last column names the rule, the first the file.
    @Test(arguments: examples("faulty"))
    func plantedFaultsAreFound(_ example: Example) async throws {
        let folder = example.name.split(separator: "/")[0]
        let readme = try String(
            contentsOf: Self.repository.appending(path: "examples/\(folder)/README.md"),
            encoding: .utf8
        )
        let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .init(charactersIn: " `")) } }
        #expect(rows.count >= 12)
        let report = try await Self.check(example)
        let found = report.dossiers.flatMap(\.findings).flatMap { [$0] + $0.folded }
        for row in rows {
            let isFound = found.contains { finding in
                finding.rule == row[row.count - 1]
                    && ([finding.location] + finding.related).contains { $0.path.hasSuffix(row[0]) }
            }
            #expect(isFound, "\(row[row.count - 1]) does not find the fault in \(row[0])")
        }
        let count = report.dossiers.flatMap(\.findings).count
        #expect(count == rows.count, "\(count) findings for \(rows.count) planted faults")
    }

    @Test(arguments: examples("faulty"))
    func reportDoesNotDependOnJobs(_ example: Example) async throws {
        let path = Self.repository.appending(path: "examples/\(example.name)").path()
        // Batches of two rows, so that they are judged on another thread where there are several jobs.
        func report(jobs: Int) async throws -> Report {
            let sizes = ReadingSizes(batchRows: 2)
            return try await Checker.check(
                CheckRequest(paths: [path], asOf: CalendarDay.date, jobs: jobs, sizes: sizes)
            )
        }
        let (one, many) = (try await report(jobs: 1), try await report(jobs: 7))
        #expect(JSONReport().render(one) == JSONReport().render(many))
    }

    @Test("the report does not depend on how much is read at a time", arguments: examples("faulty"))
    func sizes(_ example: Example) async throws {
        let path = Self.repository.appending(path: "examples/\(example.name)").path()
        func report(_ sizes: ReadingSizes) async throws -> String {
            JSONReport().render(
                try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date, sizes: sizes))
            )
        }
        let usual = try await report(ReadingSizes())
        for (window, rows) in [(61, 1), (4096, 2), (1000, 3)] {
            #expect(try await report(ReadingSizes(window: window, batchRows: rows, part: window * 8)) == usual)
        }
    }

    @Test("the findings do not depend on the order of the files", arguments: examples("faulty"))
    func order(_ example: Example) async throws {
        let path = Self.repository.appending(path: "examples/\(example.name)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: path.path()).sorted()
            .filter { try path.appending(path: $0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false }
        func findings(prefix: (Int) -> String) async throws -> [String] {
            let files = try names.enumerated().map { index, name in
                (
                    name == "shiplint.yaml" ? name : prefix(index) + name,
                    try Data(contentsOf: path.appending(path: name))
                )
            }
            let report = try await TemporaryFolder.with(Dictionary(uniqueKeysWithValues: files)) { folder in
                try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            }
            return report.dossiers.flatMap(\.findings).map { finding in
                let file = finding.location.path.split(separator: "/").last?.drop { $0.isNumber || $0 == "_" } ?? ""
                return "\(file):\(finding.location.position?.offset ?? -1) \(finding.rule) \(finding.message.english)"
            }.sorted()
        }
        let forwards = try await findings { "\(100 + $0)_" }
        #expect(forwards.count > 10)
        #expect(try await findings { "\(900 - $0)_" } == forwards)
        #expect(try await findings { "\(($0 * 37) % 100 + 100)_" } == forwards)
    }
}
