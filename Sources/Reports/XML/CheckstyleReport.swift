internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as Checkstyle's XML, which many CI systems and editors read: a file at a time, worst first in each.
///
/// What was not checked stands beside the findings, as information on its file.
package struct CheckstyleReport {
    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The whole report.
    package func render(_ report: Report) -> String {
        var errors: [(path: String, line: String)] = report.worstFirst.map { ($0.file, error($0.finding)) }
        for dossier in report.dossiers {
            errors += dossier.leftOut.map { (dossier.path, note(words.leftOut($0.count, $0.rule), "left-out")) }
            errors += dossier.notCheckedByWeight.map { entry in
                let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: ", "))]"
                let text = "\(words.notChecked): \(entry.reason[words.language])\(rules)"
                return (
                    entry.path.map(dossier.file(of:)) ?? dossier.path,
                    note(text, "not-checked", severity: entry.sort == .blocking ? "warning" : "info")
                )
            }
        }
        let files = Dictionary(grouping: errors, by: \.path).sorted { $0.key < $1.key }.map { path, errors in
            let lines = errors.map(\.line).joined()
            return "  <file\(XMLText.attributes([("name", path)]))>\n\(lines)  </file>\n"
        }
        let suppressed = report.dossiers.flatMap { dossier in
            dossier.suppressedLines(words).map { "\(dossier.path): \($0)" }
        }
        let made = (report.madeLines(words) + suppressed).map(XMLText.escaped).joined(separator: "\n")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- \(made.replacing("--", with: "- -")) -->
            <checkstyle version="8.0">
            \(files.joined())</checkstyle>

            """
    }

    private func error(_ finding: Finding) -> String {
        var attributes: [(String, String)] = []
        if let position = finding.location.position {
            attributes = [("line", "\(position.line)"), ("column", "\(position.column)")]
        }
        let severity =
            switch finding.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "info"
            }
        attributes += [
            ("severity", severity), ("message", finding.message[words.language]),
            ("source", "shiplint.\(finding.rule)"),
        ]
        return "    <error\(XMLText.attributes(attributes))/>\n"
    }

    private func note(_ message: String, _ source: String, severity: String = "info") -> String {
        "    <error\(XMLText.attributes([("severity", severity), ("message", message), ("source", "shiplint.\(source)")]))/>\n"
    }
}
