import CEL
import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// Fitment data against the tables of a user; those of `Tests/Fixtures/tables` are invented and laid out as published ones.
struct ReferenceTableTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/tables").path()

    /// Checks the fitment file of the fixtures with a configuration.
    private static func check(_ configuration: String, _ files: [String: Data] = [:]) async throws -> Report {
        var files = files
        files["data/fitment.xml"] = try Data(contentsOf: URL(filePath: "\(fixtures)/fitment.xml"))
        files["shiplint.yaml"] = Data(configuration.replacing("FIXTURES", with: fixtures).utf8)
        return try await TemporaryFolder.with(files) { folder in
            var request = CheckRequest(
                paths: [folder.appending(path: "data").path()],
                asOf: CalendarDate(year: 2026, month: 11, day: 25),
                configurationPath: folder.appending(path: "shiplint.yaml").path()
            )
            if files["own.yaml"] != nil { request.packs = [folder.appending(path: "own.yaml").path()] }
            return try await Checker.check(request)
        }
    }

    /// The findings of this pack as `line rule`, in the order of the report.
    private static func findings(_ report: Report) -> [String] {
        report.dossiers.flatMap(\.findings).filter { $0.rule.hasPrefix("reference-tables/") }
            .map { "\($0.location.position?.line ?? 0) \($0.rule.dropFirst("reference-tables/".count))" }
    }

    private static let ofVehicles = ["6 base-vehicle", "7 engine-of-vehicle", "8 drive-of-vehicle", "9 last-year"]

    @Test("a folder of text files and a SQLite database find the same", arguments: ["vcdb", "vcdb.sqlite"])
    func vehicles(_ name: String) async throws {
        let report = try await Self.check("tables: {vcdb: FIXTURES/\(name)}")
        #expect(Self.findings(report) == Self.ofVehicles)
        let engine = try #require(report.tables.first { $0.name == "vcdb/engine" })
        #expect(engine.rows == 3)
    }

    @Test("part types and positions")
    func parts() async throws {
        let report = try await Self.check("tables: {pcdb: FIXTURES/pcdb}")
        #expect(Self.findings(report) == ["8 position-of-part-type", "9 part-type"])
    }

    @Test("one flat list of vehicles answers what it can, and the rest is told as not checked")
    func flat() async throws {
        let list = Data("BaseVehicleID,YearID,MakeID,ModelID\n20001,2015,901,9001\n20002,2016,901,9001\n".utf8)
        let report = try await Self.check("tables: {vcdb: own/vehicles.csv}", ["own/vehicles.csv": list])
        #expect(Self.findings(report) == ["6 base-vehicle", "9 last-year"])
        let entry = try #require(
            report.dossiers.flatMap(\.notChecked).first { $0.rules.contains("reference-tables/engine-of-vehicle") }
        )
        #expect(entry.reason.english.contains("vehicles.csv has no column SubmodelID"))
    }

    @Test("without tables one entry names all rules that did not run")
    func noTables() async throws {
        let report = try await Self.check("language: en")
        let entries = report.dossiers.flatMap(\.notChecked).filter {
            $0.rules.contains { $0.hasPrefix("reference-tables/") }
        }
        #expect(entries.count == 1)
        #expect(entries.first?.rules.count == 19)
        #expect(entries.first?.sort == .optional)
        #expect(report.tables.isEmpty)
    }

    @Test("tables that no document needs are not opened, though they are broken")
    func lazy() async throws {
        let report = try await Self.check(
            "tables: {vcdb: FIXTURES/vcdb, tecdoc: own/broken.sqlite}",
            ["own/broken.sqlite": Data("SQLite format 3\0 and nothing more".utf8)]
        )
        #expect(Self.findings(report) == Self.ofVehicles)
    }

    @Test("a list of the user's own answers the user's own rules")
    func ownList() async throws {
        let pack = """
            pack: own
            title: {en: Own, zh: 自定}
            rules:
              - id: part-listed
                title: {en: A part is in our list, zh: 零件在清单中}
                severity: error
                each: application
                tables: [parts]
                check: inTable("parts", application.partNumber)
                message: {en: "part {application.partNumber} is not listed", zh: "零件 {application.partNumber} 不在清单中"}
                why: {en: "Only listed parts are sold.", zh: 只销售清单内零件。}
                basis: {status: practice, source: own, verified: 2026-11-25}
                tests:
                  - pass: {application: {partNumber: A}, tables: {parts: [[A]]}}
                  - fail: {application: {partNumber: B}, tables: {parts: [[A]]}}
            """
        let list = Data("Part\nhc-1 \nHC-2\nHC-3\nHC-4\nHC-5\nHC-6\n".utf8)
        let report = try await Self.check(
            "tables: {parts: own/parts.csv}",
            ["own.yaml": Data(pack.utf8), "own/parts.csv": list]
        )
        #expect(report.dossiers.flatMap(\.findings).map(\.rule) == ["own/part-listed"])
        #expect(report.dossiers.first?.findings.first?.location.position?.line == 10)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let tables: String
        var files: [String: Data] = [:]
        let message: String
    }

    private static let bad = [
        Bad(
            testDescription: "a path that is not there",
            tables: "vcdb: own/nothing",
            message: "own/nothing: there is no such file or folder; 'tables' names it for 'vcdb'"
        ),
        Bad(
            testDescription: "a table without the columns",
            tables: "pcdb: own/pcdb",
            files: ["own/pcdb/Parts.txt": Data("Id|Name\n1|A\n".utf8)],
            message: "Parts.txt has no column PartTerminologyID; its first row names Id, Name"
        ),
        Bad(
            testDescription: "a folder with nothing of the kind",
            tables: "vcdb: own/other",
            files: ["own/other/Prices.csv": Data("a,b\n1,2\n".utf8)],
            message: "nothing of the table 'vcdb' can be used"
        ),
        Bad(
            testDescription: "a broken database",
            tables: "vcdb: own/broken.sqlite",
            files: ["own/broken.sqlite": Data("SQLite format 3\0 and nothing more".utf8)],
            message: "broken.sqlite: the SQLite database cannot be read"
        ),
        Bad(
            testDescription: "an empty file",
            tables: "vcdb: own/empty.csv",
            files: ["own/empty.csv": Data()],
            message: "empty.csv: "
        ),
        Bad(
            testDescription: "a picture",
            tables: "pcdb: own/pcdb",
            files: ["own/pcdb/Parts.txt": Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])],
            message: "Parts.txt: "
        ),
    ]

    @Test("what cannot be used stops the run with the file and how to mend it", arguments: bad)
    func badTables(_ bad: Bad) async throws {
        let error = await #expect(throws: UsageError.self) {
            try await Self.check("tables: {\(bad.tables)}", bad.files)
        }
        #expect(error?.message.contains(bad.message) == true, "\(error?.message ?? "")")
    }

    @Test("text in UTF-16 is read like any other")
    func utf16() async throws {
        let text = "PartTerminologyID|PartTerminologyName\n9684|Invented pad\n"
        let data = try #require(text.data(using: .utf16))
        let report = try await Self.check("tables: {pcdb: own}", ["own/Parts.txt": data])
        #expect(Self.findings(report) == ["9 part-type"])
    }

    @Test("a rule names the tables that it asks")
    func unnamed() throws {
        var environment = Environment()
        #expect(throws: CompileErrors.self) { try environment.compile(#"inTable("vcdb/engine", "1")"#) }
        environment.tables = ["vcdb/engine"]
        #expect(throws: Never.self) { try environment.compile(#"inTable("vcdb/engine", "1")"#) }
    }
}
