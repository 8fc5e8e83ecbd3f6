import Foundation
import Linting
import Records
import Reports
import Rules
import TestSupport
import Testing

/// The HTML report in a browser.
struct PageTests {
    /// What the browser tells of a page: see `Tools/browser.py`.
    struct Seen: Decodable {
        let findings: Int
        let folded: Int
        let unfolded: Int
        let causes: [String]
        let ofCause: Int
        let counted: String
        let scripts: Int
        let slash: String
        let searched: Int
        let opened: String
        let marked: [String]
        let violations: [String: [String]]
        let headings: [String: String]
        let overflows: Bool
        let requests: [String]
        let errors: [String]
    }

    private func open(_ report: Report) throws -> Seen {
        let page = Array(HTMLReport(language: .english).render(report).utf8)
        return try TemporaryFolder.withFile("report.html", page) { file in
            let outcome = try Program.script("browser.py", [file.path()])
            try #require(outcome.status == 0, "\(outcome.errors)")
            return try JSONDecoder().decode(Seen.self, from: Data(outcome.output.utf8))
        }
    }

    @Test(
        "it works by keyboard, in both languages and themes, is accessible (WCAG 2.2 AA), and asks nothing of a network",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func page() throws {
        let seen = try open(SampleReport.report)
        #expect(seen.findings == 8)
        #expect(seen.counted == "8 of 8 findings shown")
        #expect(seen.slash == "find")
        #expect(seen.searched == 1)
        #expect(seen.opened.contains("18.75"))
        #expect(seen.marked == ["18.95", "18.75"])
        #expect(seen.violations.count == 4)
        for (look, violations) in seen.violations { #expect(violations.isEmpty, "\(look): \(violations)") }
        #expect(seen.headings == ["en": "Not ready to ship", "zh": "不能发运"])
        #expect(!seen.overflows)
        #expect(seen.requests.isEmpty)
        #expect(seen.errors.isEmpty)
        // Markup in a document's values is shown, not obeyed.
        #expect(seen.scripts == 0)
    }

    @Test(
        "ten thousand findings of one cause are one line with the first places; fifty are drawn when it is opened",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func manyFindings() throws {
        var report = SampleReport.report
        let finding = report.dossiers[0].findings[1]
        report.dossiers[0].findings = (0..<10_000).map { number in
            var one = finding
            one.fingerprint = "\(number)"
            one.subject = "NBH-\(number)"
            one.message = LocalizedText(english: "amount \(number) is wrong", chinese: "金额 \(number) 有误")
            return one
        }
        let seen = try open(report)
        #expect(seen.counted == "10000 of 10000 findings shown")
        #expect(seen.findings == 0)
        #expect(seen.causes.count == 1)
        for part in ["10000 times", "NBH-0, NBH-1, NBH-2 …"] { #expect(seen.causes[0].contains(part)) }
        #expect(seen.ofCause == 50)
        for (look, violations) in seen.violations { #expect(violations.isEmpty, "\(look): \(violations)") }
        #expect(seen.errors.isEmpty)
    }

    @Test(
        "ten thousand findings of ten thousand rules are drawn fifty at a time",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func manyRules() throws {
        var report = SampleReport.report
        let finding = report.dossiers[0].findings[1]
        report.dossiers[0].findings = (0..<10_000).map { number in
            var one = finding
            one.fingerprint = "\(number)"
            one.rule = "own/rule-\(number)"
            return one
        }
        let seen = try open(report)
        #expect(seen.findings == 50)
        #expect(seen.causes.isEmpty)
    }

    @Test(
        "of many dossiers each is drawn when it is opened",
        .enabled(if: Program.python != nil && Program.hasBrowser, "Scripts/install-test-tools installs a browser")
    )
    func manyDossiers() throws {
        var report = SampleReport.report
        report.dossiers = (0..<200).map { number in
            var dossier = SampleReport.report.dossiers[0]
            dossier.path = "shipments/\(number)"
            return dossier
        }
        let seen = try open(report)
        #expect(seen.findings == 0)
        for (look, violations) in seen.violations { #expect(violations.isEmpty, "\(look): \(violations)") }
        #expect(seen.folded == 200)
        #expect(seen.unfolded == 8)
        #expect(seen.errors.isEmpty)
    }

    @Test("script and style are the same in every page, so that a page around it can allow them")
    func sources() {
        let pages = [
            HTMLReport(language: .english).render(SampleReport.report),
            HTMLReport(language: .chinese).render(Report(dossiers: [], asOf: SampleReport.report.asOf, ruleCount: 0)),
        ]
        for page in pages {
            #expect(page.contains("script-src \(HTMLReport.sources.script); style-src \(HTMLReport.sources.style);"))
            // Nothing that a sandboxed frame forbids.
            #expect(!page.contains("localStorage") && !page.contains("document.cookie"))
        }
    }

    @Test("the page allows only its own script and style, and has no handlers inside its markup")
    func policy() throws {
        let page = HTMLReport(language: .chinese).render(SampleReport.report)
        #expect(page.contains("default-src 'none'; script-src 'sha256-"))
        #expect(page.contains("<html lang=\"zh-Hans\">"))
        #expect(!page.contains(#/<[^>]* on[a-z]+=/#))
        #expect(!page.contains(#/(src|href)="(https?:)?\/\//#))
        #expect(page.ranges(of: "<script").count == 2)
    }
}
