import Foundation
import Linting
import Records
import Reports
import TestSupport
import Testing

/// Reports hold to the schemas of those who read them.
@Suite(.enabled(if: Program.python != nil, "Scripts/install-test-tools installs the validators"))
struct ValidationTests {
    private func file(_ format: ReportFormat, _ report: Report, _ language: Language, _ body: (String) throws -> Void)
        throws
    {
        let bytes = try format.render(report, ReportFormat.Options(language: language))
        try TemporaryFolder.withFile("report.\(format.rawValue)", bytes) { try body($0.path()) }
    }

    private static let empty = Report(dossiers: [], asOf: SampleReport.report.asOf, ruleCount: 0)

    @Test("SARIF 2.1.0 of OASIS", arguments: Language.allCases)
    func sarif(_ language: Language) throws {
        for report in [SampleReport.report, SharedReport.make(SampleReport.report), Self.empty] {
            try file(.sarif, report, language) { path in
                let outcome = try Program.script("validate.py", ["sarif", path])
                #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
            }
        }
    }

    @Test("a validator that finds nothing wrong with anything would be of no use")
    func brokenSARIF() throws {
        let text = SARIFReport(language: .english).render(SampleReport.report)
        let broken = Array(text.replacing("\"level\": \"error\"", with: "\"level\": \"fatal\"").utf8)
        try TemporaryFolder.withFile("broken.sarif", broken) { file in
            let outcome = try Program.script("validate.py", ["sarif", file.path()])
            #expect(outcome.output.contains("'fatal'"))
        }
    }

    @Test("JUnit XML as Jenkins reads it", arguments: Language.allCases)
    func junit(_ language: Language) throws {
        let schema = Program.repository.appending(path: "Tests/Fixtures/schemas/junit-10.xsd").path()
        for report in [SampleReport.report, Self.empty] {
            try file(.junit, report, language) { path in
                let outcome = try Program.script("validate.py", ["junit", schema, path])
                #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
            }
        }
    }

    /// What a workbook's cells hold, recorded like the other forms; formulas are not among them.
    @Test(arguments: Language.allCases)
    func workbook(_ language: Language) throws {
        try file(.xlsx, SampleReport.report, language) { path in
            let outcome = try Program.script("validate.py", ["workbook", path])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let golden = GoldenTests.folder.appending(path: "sample.\(language.rawValue).xlsx.txt")
            if ProcessInfo.processInfo.environment["SHIPLINT_RECORD"] != nil {
                try outcome.output.write(to: golden, atomically: true, encoding: .utf8)
            }
            let expected = try String(contentsOf: golden, encoding: .utf8)
            #expect(outcome.output == expected)
        }
    }

    @Test("the same report is the same workbook, byte for byte")
    func workbookIsStable() throws {
        let options = ReportFormat.Options(language: .english)
        let first = try ReportFormat.xlsx.render(SampleReport.report, options)
        #expect(try ReportFormat.xlsx.render(SampleReport.report, options) == first)
    }
}
