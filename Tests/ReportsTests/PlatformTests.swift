import Foundation
import Linting
import Records
import Reports
import Rules
import Testing

/// What GitHub and GitLab document of what they take, held to by reports with more than they take.
///
/// Sources, looked at on 2026-11-25: docs.github.com "Workflow commands" (syntax and escaping), actions/toolkit
/// docs/problem-matchers.md (ten annotations of each sort a step), "Adding a job summary" (1 MiB a step), "SARIF results exceed
/// limit" (runs, results, rules, extensions, locations, tags); docs.gitlab.com "Code Quality report format".
struct PlatformTests {
    /// A report with so many findings of each severity, in one dossier, the mildest first.
    private static func report(errors: Int, warnings: Int, notes: Int) -> Report {
        var report = SampleReport.report
        let finding = report.dossiers[0].findings[2]
        let severities: [(Severity, Int)] = [(.note, notes), (.warning, warnings), (.error, errors)]
        report.dossiers[0].findings = severities.flatMap { severity, count in
            (0..<count).map { number in
                var one = finding
                one.severity = severity
                one.fingerprint = "\(severity.rawValue)\(number)"
                one.message = LocalizedText(english: "\(severity.rawValue) \(number): 5%, a\r\nb", chinese: "\(number)")
                return one
            }
        }
        report.dossiers[0].counts = [.error: errors, .warning: warnings, .note: notes]
        return report
    }

    private static func json(_ format: ReportFormat, _ report: Report) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(try format.render(report, .init(language: .english))))
    }

    // MARK: GitHub

    @Test("ten annotations of each sort, the first ones, and how many more there are")
    func annotations() {
        let text = GitHubReport(language: .english).render(Self.report(errors: 25, warnings: 12, notes: 3))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let commands = lines.filter { $0.hasPrefix("::") }
        #expect(commands.count { $0.hasPrefix("::error ") } == 10)
        #expect(commands.count { $0.hasPrefix("::warning ") } == 10)
        #expect(commands.count { $0.hasPrefix("::notice ") } == 3)
        for number in 0..<10 { #expect(commands[number].contains("error \(number):")) }
        // One warning is what was not checked and blocks; one is about the configuration.
        #expect(lines.contains("not shown for lack of room: 15 errors, 4 warnings"))
    }

    @Test("commands have the properties and the escapes that the runner knows")
    func commands() throws {
        var report = Self.report(errors: 1, warnings: 0, notes: 0)
        report.dossiers[0].findings[0].location.path = "./a,b: 100%/c.csv"
        let text = GitHubReport(language: .english).render(report)
        let command = try #require(text.split(separator: "\n").first { $0.hasPrefix("::error ") })
        let parts = try #require(command.wholeMatch(of: #/::error ([^:]*)::(.*)/#))
        let properties = parts.1.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        #expect(properties.map { $0[0] } == ["file", "line", "endLine", "col", "endColumn", "title"])
        #expect(properties[0][1] == "a%2Cb%3A 100%25/c.csv")
        #expect(parts.2.hasPrefix("error 0: 5%25, a"))
        #expect(!parts.2.contains("\r"))
    }

    @Test(
        "a name that looks like a command is none",
        arguments: ["::stop-commands::x", " ::add-mask::y", "a ##[warning]b"]
    )
    func noCommand(_ name: String) {
        var report = SampleReport.report
        report.dossiers = [report.dossiers[1]]
        report.findings = []
        report.dossiers[0].path = name
        report.dossiers[0].digests = [name: String(repeating: "0", count: 64)]
        report.dossiers[0].notChecked = [
            NotChecked(
                sort: .optional,
                cause: .brokeOff,
                reason: LocalizedText(english: name, chinese: name),
                path: name
            )
        ]
        let lines = GitHubReport(language: .english).render(report).split(separator: "\n")
        #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("::") || $0.contains("##[") })
    }

    @Test("the job's summary stays below a mebibyte, a comment below 65,536 characters", arguments: Language.allCases)
    func summary(_ language: Language) {
        var report = Self.report(errors: 20_000, warnings: 10, notes: 0)
        let summary = MarkdownReport(language: language, limit: MarkdownReport.summary).render(report)
        #expect(summary.utf8.count <= 1 << 20 && summary.utf8.count > 900_000)
        // Neither do many files or many things that were not checked crowd the findings out.
        let entry = report.dossiers[0].notChecked[0]
        report.dossiers[0].notChecked = Array(repeating: entry, count: 5_000)
        report.dossiers[0].otherFiles = (0..<5_000).map { "photos/\(String(repeating: "long/", count: 30))\($0).jpg" }
        for path in report.dossiers[0].otherFiles {
            report.dossiers[0].digests[path] = String(repeating: "0", count: 64)
        }
        let comment = MarkdownReport(language: language).render(report)
        #expect(comment.contains(language == .english ? "more rows" : "另有"))
        #expect(comment.contains("price"))
        #expect(comment.utf8.count <= 65_536 && comment.utf8.count > 50_000)
        for text in [summary, comment] { #expect(text.contains(language == .english ? "not shown for lack" : "未显示")) }
    }

    @Test("code scanning takes 25,000 results and rules, 100 extensions, 1,000 locations and 20 tags")
    func codeScanning() throws {
        var report = Self.report(errors: 24_990, warnings: 30, notes: 5)
        report.dossiers[0].findings[0].related = Array(
            repeating: report.dossiers[0].findings[0].related[0],
            count: 2_000
        )
        report.dossiers[0].findings[24_000].related = report.dossiers[0].findings[0].related
        report.packs = (0..<150).map { Report.Pack(name: "own-\($0)", title: report.packs[0].title, sha256: nil) }
        let root = try #require(Self.json(.sarif, report) as? [String: Any])
        let run = try #require((root["runs"] as? [[String: Any]])?.first)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 25_000)
        // The worst are kept.
        #expect(results.count { $0["level"] as? String == "error" } == 24_990)
        #expect(results.count { $0["level"] as? String == "note" } == 0)
        for result in results {
            let locations = (result["locations"] as? [Any] ?? []) + (result["relatedLocations"] as? [Any] ?? [])
            #expect(locations.count <= 100)
        }
        let tool = try #require(run["tool"] as? [String: Any])
        #expect((tool["extensions"] as? [Any])?.count == 100)
        let rules = (tool["driver"] as? [String: Any])?["rules"] as? [[String: Any]] ?? []
        for rule in rules { #expect(((rule["properties"] as? [String: Any])?["tags"] as? [Any] ?? []).count <= 10) }
        let text = String(decoding: try ReportFormat.sarif.render(report, .init(language: .english)), as: UTF8.self)
        #expect(text.contains("not shown for lack of room"))
    }

    // MARK: GitLab

    @Test("every issue has the members that GitLab reads, and a fingerprint of its own")
    func codeQuality() throws {
        var report = SampleReport.report
        // Two dossiers that hold the same invoice.
        report.dossiers[1].findings = report.dossiers[0].findings
        let issues = try #require(Self.json(.gitlab, report) as? [[String: Any]])
        #expect(issues.count > 16)
        for issue in issues {
            #expect((issue["description"] as? String)?.isEmpty == false)
            #expect((issue["check_name"] as? String)?.isEmpty == false)
            #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"] as? String))
            let location = issue["location"] as? [String: Any]
            let path = location?["path"] as? String ?? ""
            #expect(!path.isEmpty && !path.hasPrefix("./") && !path.hasPrefix("/"))
            #expect(((location?["lines"] as? [String: Any])?["begin"] as? Int ?? 0) >= 1)
        }
        #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    }

    // MARK: Workbooks

    @Test("a cell of a workbook is named in its file: no line, no byte, no fix of text")
    func cells() throws {
        var report = SampleReport.report
        report.dossiers[0].findings = [report.dossiers[0].findings[2]]
        report.dossiers[0].findings[0].location.path = "shipments/a.xlsx#发票"
        report.dossiers[0].findings[0].location.sheet = "发票"
        report.dossiers[0].findings[0].location.position?.cell = "H12"
        report.dossiers[0].findings[0].location.position?.address = "H12, column 'Unit Price'"

        let root = try #require(Self.json(.sarif, report) as? [String: Any])
        let result = try #require(((root["runs"] as? [[String: Any]])?[0]["results"] as? [[String: Any]])?.first)
        let location = try #require((result["locations"] as? [[String: Any]])?.first)
        let physical = try #require(location["physicalLocation"] as? [String: Any])
        #expect((physical["artifactLocation"] as? [String: Any])?["uri"] as? String == "shipments/a.xlsx")
        #expect(physical["region"] == nil && physical["contextRegion"] == nil)
        let logical = (location["logicalLocations"] as? [[String: Any]])?.first?["fullyQualifiedName"] as? String
        #expect(logical == "发票!H12, column 'Unit Price'")

        let github = GitHubReport(language: .english).render(report)
        #expect(github.contains("::error file=shipments/a.xlsx,title=agreement/price-as-ordered::发票!H12: unit price"))
        let issues = try #require(Self.json(.gitlab, report) as? [[String: Any]])
        #expect((issues[0]["location"] as? [String: Any])?["path"] as? String == "shipments/a.xlsx")
        let whole = try #require(Self.json(.json, report) as? [String: Any])
        let found = (((whole["dossiers"] as? [[String: Any]])?[0]["findings"] as? [[String: Any]])?[0])?["location"]
        let place = try #require(found as? [String: Any])
        #expect(place["cell"] as? String == "H12" && place["offset"] == nil && place["length"] == nil)
    }
}
