package import Linting
internal import Records

/// The report as JSON Lines: the run, then each dossier's documents, findings, what was left out and not checked, and its
/// verdict, one object a line, each with its `type`.
package struct JSONLinesReport {
    /// Makes a reporter.
    package init() {}

    /// The whole report.
    package func render(_ report: Report) -> String {
        let json = JSONReport()
        var lines = [line("run", json.head(report))]
        for dossier in report.dossiers {
            let path = [("dossier", JSONValue.string(dossier.path))]
            lines += dossier.documents.map { line("document", path + json.document($0, in: dossier)) }
            lines += dossier.findings.map { line("finding", path + json.finding($0)) }
            lines += dossier.suppressed.map { line("suppressed", path + json.finding($0)) }
            lines += dossier.leftOut.map {
                line("leftOut", path + [("rule", .string($0.rule)), ("count", .number($0.count))])
            }
            lines += dossier.notChecked.map { line("notChecked", path + json.notChecked($0)) }
            lines.append(line("dossier", json.verdict(dossier)))
        }
        lines += report.findings.map { line("finding", [("dossier", .null)] + json.finding($0)) }
        lines += report.upcoming.map { line("upcoming", json.upcoming($0)) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ type: String, _ members: [(String, JSONValue)]) -> String {
        JSONValue.object([("type", .string(type))] + members).compact
    }
}
