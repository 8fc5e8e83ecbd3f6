import Foundation
import Linting
import Records
import Rules
import Testing

/// Dossiers that are awkward but right give no warning and no error; with one planted fault, just that one is found.
///
/// `Fixtures/awkward/<name>/right` and `faulty`; `expected.csv` says for each the rule, the file and the line.
struct AwkwardTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let dossier: String
        let rule: String
        let file: String
        let line: Int
        var testDescription: String { dossier }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/awkward")

    static let cases: [Case] = {
        let text = (try? String(contentsOf: folder.appending(path: "expected.csv"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().compactMap { row in
            let cells = row.split(separator: ",").map(String.init)
            guard cells.count == 4, let line = Int(cells[3]) else { return nil }
            return Case(dossier: cells[0], rule: cells[1], file: cells[2], line: line)
        }
    }()

    private static func findings(_ path: String) async throws -> [Finding] {
        let folder = Self.folder.appending(path: path).path(percentEncoded: false)
        let report = try await Checker.check(CheckRequest(paths: [folder], asOf: CalendarDay.date))
        #expect(report.dossiers.count == 1)
        return report.dossiers.flatMap(\.findings).filter { $0.severity != .note }
    }

    @Test(arguments: cases)
    func rightHasNoFindings(_ test: Case) async throws {
        for finding in try await Self.findings("\(test.dossier)/right") {
            Issue.record("\(finding.location.path): \(finding.message.english) [\(finding.rule)]")
        }
    }

    @Test(arguments: cases)
    func faultIsFoundOnce(_ test: Case) async throws {
        let findings = try await Self.findings("\(test.dossier)/faulty")
        let found = findings.map { finding in
            let path = finding.location.path.components(separatedBy: "/faulty/").last ?? ""
            return "\(finding.rule) \(path):\(finding.location.position?.line ?? 0)"
        }
        #expect(found == ["\(test.rule) \(test.file):\(test.line)"])
    }

    @Test("there are as many dossiers as folders")
    func complete() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()).filter {
            $0 != "expected.csv"
        }
        #expect(Set(names) == Set(Self.cases.map(\.dossier)))
        #expect(names.count >= 24)
    }
}
