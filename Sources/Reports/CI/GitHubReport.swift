internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as workflow commands of GitHub Actions, which become annotations.
///
/// A step may annotate ten errors, ten warnings and ten notices; the worst are annotated, and a line of the log says what
/// was not. The job's summary is ``MarkdownReport``.
package struct GitHubReport {
    /// Annotations of one kind that a step shows.
    private static let limit = 10

    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// A command, with the severity it counts as.
    private struct Annotation {
        let severity: Severity
        let command: String
    }

    /// The whole report.
    package func render(_ report: Report) -> String {
        // What blocks a shipment because it was not checked must not be crowded out by findings.
        let blocking = report.dossiers.flatMap { dossier in
            dossier.notChecked.filter { $0.sort == .blocking }.map { notChecked($0, dossier) }
        }
        let annotations = blocking + report.worstFirst.map(annotation)
        var commands: [String] = []
        var lines: [String] = []
        var beyond: [(Severity, Int)] = []
        for severity in Severity.allCases.reversed() {
            let all = annotations.filter { $0.severity == severity }
            commands += all.prefix(Self.limit).map(\.command)
            let leftOut =
                report.dossiers.reduce(0) { $0 + ($1.counts[severity] ?? 0) }
                - report.dossiers.flatMap(\.findings).count { $0.severity == severity }
            beyond.append((severity, max(0, all.count - Self.limit) + max(0, leftOut)))
        }
        if beyond.contains(where: { $0.1 > 0 }) { lines.append(words.beyondLimit(beyond)) }
        for dossier in report.dossiers {
            lines += dossier.notChecked.filter { $0.sort != .blocking }.map { entry in
                "\(words.notChecked): \(entry.path.map { "\($0): " } ?? "")\(entry.reason[words.language])"
            }
            lines += dossier.suppressedLines(words)
            let counts = Severity.allCases.reversed().map { words.count(dossier.counts[$0] ?? 0, $0) }
            lines.append(
                "\(dossier.path): \(words.readiness(dossier.readiness)): \(counts.joined(separator: words.separator))"
            )
        }
        lines += report.madeLines(words)
        return (commands + lines.map(Self.plain)).map { $0 + "\n" }.joined()
    }

    /// A line of the log that the runner does not take for a command: it knows `::name::` behind blanks, and `##[name]`
    /// anywhere (actions/runner, ActionCommand.cs).
    private static func plain(_ line: String) -> String {
        let line = line.replacing("##[", with: "## [")
        return line.drop { $0.isWhitespace }.hasPrefix("::") ? "> \(line)" : line
    }

    private func annotation(_ ranked: RankedFinding) -> Annotation {
        let finding = ranked.finding
        var properties: [(String, String)] = []
        if !finding.location.path.isEmpty { properties.append(("file", RepositoryPath.of(finding.location.file))) }
        // A workbook has no lines: its cells are named in the message.
        var place = ""
        if let sheet = finding.location.sheet {
            place = [sheet, finding.location.position?.cell].compactMap { $0 }.joined(separator: "!") + ": "
        } else if let position = finding.location.position {
            properties += [
                ("line", "\(position.line)"), ("endLine", "\(position.line)"), ("col", "\(position.column)"),
            ]
            if position.width > 0 { properties.append(("endColumn", "\(position.column + position.width)")) }
        }
        properties.append(("title", finding.rule))
        var lines = [place + finding.message[words.language]]
        lines += finding.related.prefix(3).compactMap { other in
            other.value.map { "\(other.path)\(other.position.map { ":\($0.line)" } ?? ""): \($0)" }
        }
        if let help = finding.help { lines.append("\(words.help): \(help[words.language])") }
        if let hindrance = finding.fixHindrance { lines.append(words.hindrance(hindrance)) }
        return Annotation(
            severity: finding.severity,
            command: command(finding.severity, properties, lines)
        )
    }

    private func notChecked(_ entry: NotChecked, _ dossier: Report.Dossier) -> Annotation {
        Annotation(
            severity: .warning,
            command: command(
                .warning,
                [
                    ("file", RepositoryPath.of(entry.path.map(dossier.file(of:)) ?? dossier.path)),
                    ("title", words.notChecked),
                ],
                [entry.reason[words.language]]
            )
        )
    }

    private func command(_ severity: Severity, _ properties: [(String, String)], _ lines: [String]) -> String {
        let name =
            switch severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        let listed = properties.map {
            "\($0.0)=\(escaped($0.1).replacing(":", with: "%3A").replacing(",", with: "%2C"))"
        }
        return "::\(name) \(listed.joined(separator: ","))::\(lines.map(escaped).joined(separator: "%0A"))"
    }

    /// Data of a command: what separates commands is escaped as GitHub's toolkit does it.
    private func escaped(_ text: String) -> String { TextEscape.printable(text).replacing("%", with: "%25") }
}
