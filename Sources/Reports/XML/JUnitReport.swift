internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as JUnit XML, as test dashboards read it: a suite a dossier, a case a finding.
///
/// A finding that makes the run fail is a failure; milder ones stand in the suite's output. A document without failures is
/// a case that passed, and what was not checked is skipped. Attributes and order are those of the schema of Ant's JUnit
/// task; times are zero, because they are not measured one by one.
package struct JUnitReport {
    private let words: ReportsMessages
    private let threshold: Threshold

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language of messages.
    ///   - threshold: what makes the run fail.
    package init(language: Language, threshold: Threshold) {
        words = ReportsMessages(language: language)
        self.threshold = threshold
    }

    /// A case as XML.
    private struct Case {
        enum Outcome { case passed, failed, skipped }

        let outcome: Outcome
        let xml: String
    }

    /// The whole report.
    package func render(_ report: Report) -> String {
        let ranked = report.worstFirst
        let findings = Dictionary(grouping: ranked) { $0.dossier?.path }
        var suites = report.dossiers.enumerated().map { index, dossier in
            suite(index, dossier, findings[dossier.path] ?? [], report)
        }
        let others = ranked.filter { $0.dossier == nil }
        if !others.isEmpty {
            let failed = others.filter { fails($0.finding) }.map(failed)
            let output = others.filter { !fails($0.finding) }.map(line)
            suites.append(suite(suites.count, "shiplint.yaml", failed, [], output, report))
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\(suites.joined())</testsuites>\n"
    }

    private func fails(_ finding: Finding) -> Bool { threshold.severity.map { finding.severity >= $0 } ?? false }

    private func suite(
        _ index: Int,
        _ dossier: Report.Dossier,
        _ ranked: [RankedFinding],
        _ report: Report
    ) -> String {
        let failing = ranked.filter { fails($0.finding) }
        let failed = failing.map(failed)
        let blamed = Set(failing.map(\.path))
        let passed = dossier.documents.filter { !blamed.contains($0.path) }.map { document in
            Case(outcome: .passed, xml: testcase(document.path, words.checked, nil))
        }
        let skipped = dossier.notCheckedByWeight.map { entry in
            let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: ", "))]"
            let reason = entry.reason[words.language] + rules
            let lines = ["cause = \(entry.cause.rawValue)"] + entry.parameters.map { "\($0.name) = \($0.value)" }
            let parameters = lines.map(XMLText.escaped).joined(separator: "\n")
            return Case(
                outcome: .skipped,
                xml: testcase(
                    entry.path ?? dossier.path,
                    "\(words.notChecked): \(reason)",
                    "<skipped\(XMLText.attributes([("message", reason)]))>\(parameters)</skipped>"
                )
            )
        }
        let files = (dossier.documents.map(\.path) + dossier.otherFiles).compactMap { path in
            dossier.digests[path].map { ("sha256 \(path)", $0) }
        }
        return suite(
            index,
            dossier.path,
            failed + passed + skipped,
            [
                ("stage", dossier.stage[words.language]), ("readiness", words.readiness(dossier.readiness)),
            ] + files,
            ranked.filter { !fails($0.finding) }.map(line)
                + dossier.leftOut.map { words.leftOut($0.count, $0.rule) } + dossier.suppressedLines(words),
            report
        )
    }

    private func suite(
        _ index: Int,
        _ name: String,
        _ cases: [Case],
        _ properties: [(String, String)],
        _ output: [String],
        _ report: Report
    ) -> String {
        let attributes = [
            ("name", name), ("package", "shiplint"), ("id", "\(index)"), ("timestamp", "\(report.asOf)T00:00:00"),
            ("hostname", "localhost"), ("tests", "\(cases.count)"),
            ("failures", "\(cases.count { $0.outcome == .failed })"), ("errors", "0"),
            ("skipped", "\(cases.count { $0.outcome == .skipped })"), ("time", "0"),
        ]
        let versions = [
            ("program", "shiplint \(ProgramVersion.current)"), ("asOf", report.asOf.description),
        ]
        let packs = report.packs.map { ("pack \($0.name)", $0.sha256 ?? ProgramVersion.current) }
        let all = (versions + packs + properties).map { name, value in
            "      <property\(XMLText.attributes([("name", name), ("value", value)]))/>\n"
        }
        return """
              <testsuite\(XMLText.attributes(attributes))>
                <properties>
            \(all.joined())    </properties>
            \(cases.map(\.xml).joined())    <system-out>\(output.map(XMLText.escaped).joined(separator: "\n"))</system-out>
                <system-err></system-err>
              </testsuite>

            """
    }

    private func failed(_ ranked: RankedFinding) -> Case {
        let finding = ranked.finding
        let message = finding.message[words.language]
        var lines = [line(ranked)]
        lines += finding.related.prefix(6).map { other in
            "\(place(other))\(other.value.map { ": \($0)" } ?? "")"
        }
        if let help = finding.help { lines.append("\(words.help): \(help[words.language])") }
        if let hindrance = finding.fixHindrance { lines.append(words.hindrance(hindrance)) }
        lines += finding.parameters.map { "\($0.name) = \($0.value)" }
        let text = lines.map(XMLText.escaped).joined(separator: "\n")
        let failure =
            "<failure\(XMLText.attributes([("message", message), ("type", finding.rule)]))>\(text)</failure>"
        let address = finding.location.position.map { " (\(words.address($0.address)))" } ?? ""
        return Case(outcome: .failed, xml: testcase(ranked.path, "\(finding.rule)\(address)", failure))
    }

    private func testcase(_ document: String, _ name: String, _ inner: String?) -> String {
        let attributes = XMLText.attributes([("name", name), ("classname", document), ("time", "0")])
        guard let inner else { return "    <testcase\(attributes)/>\n" }
        return "    <testcase\(attributes)>\(inner)</testcase>\n"
    }

    private func line(_ ranked: RankedFinding) -> String {
        let finding = ranked.finding
        let place = place(finding.location)
        return (place.isEmpty ? "" : "\(place): ")
            + "\(words.severity(finding.severity)): \(finding.message[words.language]) [\(finding.rule)]"
    }

    private func place(_ location: Location) -> String {
        location.position.map { "\(location.path):\($0.line):\($0.column)" } ?? location.path
    }
}
