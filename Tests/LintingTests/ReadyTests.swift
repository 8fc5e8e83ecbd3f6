import Foundation
import Linting
import Records
import Rules
import TestSupport
import Testing

/// Dossiers of every category that are ready, and what becomes of them when one cell is made wrong.
struct ReadyTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/ready")

    static let dossiers: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).filter { $0 != "faults.csv" }
        .sorted()

    static let faults: [FaultInjection] = FaultInjection.load(
        (try? String(contentsOf: folder.appending(path: "faults.csv"), encoding: .utf8)) ?? ""
    )

    /// How many cells are made wrong for each kind of fault; `SHIPLINT_FAULT_SEEDS=5` tries five.
    private static let seeds = ProcessInfo.processInfo.environment["SHIPLINT_FAULT_SEEDS"].flatMap { Int($0) } ?? 1

    @Test("with the examples there are ten")
    func enough() throws {
        let examples = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: examples.path())
        #expect(Self.dossiers.count + names.count >= 10)
        #expect(Set(Self.faults.map(\.kind)).count >= 60)
    }

    @Test(arguments: dossiers)
    func readyHasNoFindings(_ name: String) async throws {
        let path = Self.folder.appending(path: name).path()
        let report = try await Checker.check(CheckRequest(paths: [path], asOf: CalendarDay.date))
        for finding in report.dossiers.flatMap(\.findings) where finding.severity != .note {
            Issue.record("\(finding.location.path): \(finding.message.english) [\(finding.rule)]")
        }
        #expect(report.dossiers.count == 1)
        #expect(report.dossiers.flatMap(\.documents).allSatisfy { $0.format != nil })
    }

    @Test("one fault is found in its document and record, by one finding or two", arguments: faults)
    func faultIsFound(_ fault: FaultInjection) async throws {
        let source = Self.folder.appending(path: fault.dossier)
        let names = try FileManager.default.subpathsOfDirectory(atPath: source.path()).filter { $0.contains(".") }
        for seed in 1...Self.seeds {
            var random = SeededChoice(fault.kind, seed: seed)
            var record = 1...Int.max
            let files = try names.map { name in
                let text = try String(contentsOf: source.appending(path: name), encoding: .utf8)
                guard name == fault.file else { return (name, Data(text.utf8)) }
                let changed = try #require(fault.apply(to: text, &random), "there is no '\(fault.field)' in \(name)")
                #expect(changed != text)
                record = fault.record(of: text, changedTo: changed)
                return (name, Data(changed.utf8))
            }
            let report = try await TemporaryFolder.with(Dictionary(uniqueKeysWithValues: files)) { folder in
                try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            }
            let findings = report.dossiers.flatMap(\.findings).filter { $0.severity != .note }
            let said = findings.map { "\($0.rule): \($0.message.english)" }.joined(separator: "\n")
            let places = findings.flatMap { [$0] + $0.folded }.flatMap { [$0.location] + $0.related }
            let own = places.filter { $0.path.hasSuffix(fault.file) }
            #expect(!own.isEmpty, "seed \(seed) is not found\n\(said)")
            let lines = own.map { $0.position?.line ?? 0 }
            #expect(
                lines.contains { record.contains($0) },
                "seed \(seed) is in lines \(record), found in \(lines)\n\(said)"
            )
            #expect(findings.count <= 2, "seed \(seed) is \(findings.count) findings\n\(said)")
        }
    }
}
