internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as GitHub Flavored Markdown, for a comment on a merge request or the summary of a job.
///
/// Findings are grouped by what to do next. The worst stand first, and no more than fit into a comment; what was left out
/// is said.
package struct MarkdownReport {
    /// Bytes that a comment may take; GitHub takes 65,536 characters, GitLab a million.
    private static let comment = 60_000
    /// Bytes kept for saying what was left out.
    private static let reserve = 400
    /// Bytes that a job's summary may take; GitHub takes 1 MiB a step.
    package static let summary = 1_000_000

    private let words: ReportsMessages
    private let limit: Int

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language of messages.
    ///   - limit: how many bytes it may take; as many as a comment by default.
    package init(language: Language, limit: Int? = nil) {
        words = ReportsMessages(language: language)
        self.limit = limit ?? Self.comment
    }

    /// The whole report.
    package func render(_ report: Report) -> String {
        let ranked = report.worstFirst
        let head = report.dossiers.map(head).joined(separator: "\n")
        let tail = tail(report)
        var room = limit - head.utf8.count - tail.utf8.count - Self.reserve
        var steps: Set<NextStep> = []
        var shown: [(ranked: RankedFinding, row: String)] = []
        for finding in ranked {
            let row = row(finding)
            // The first of a group brings its heading; what is escaped there takes up to five times its room.
            let heading = steps.contains(finding.step) ? 0 : 5 * words.step(finding).utf8.count + 200
            guard row.utf8.count + heading <= room else { break }
            room -= row.utf8.count + heading
            steps.insert(finding.step)
            shown.append((finding, row))
        }
        let groups = Dictionary(grouping: shown, by: \.ranked.step)
        let sections = groups.sorted { ($0.key.sort.rawValue, $0.key.path) < ($1.key.sort.rawValue, $1.key.path) }.map {
            _,
            rows -> String in
            "### \(MarkdownText.escaped(capitalised(rows.first.map { words.step($0.ranked) } ?? "")))\n\n"
                + "| | \(words.column(.place)) | \(words.column(.message)) | \(words.column(.rule)) |\n"
                + "| --- | --- | --- | --- |\n" + rows.map(\.row).joined()
        }
        var parts = [head] + sections
        if shown.count < ranked.count {
            let beyond = Severity.allCases.reversed().map { severity in
                (severity, ranked.dropFirst(shown.count).count { $0.finding.severity == severity })
            }
            parts.append("\(MarkdownText.escaped(words.beyondLimit(beyond)))\n")
        }
        return (parts + [tail]).joined(separator: "\n")
    }

    private func head(_ dossier: Report.Dossier) -> String {
        let counts = Severity.allCases.reversed().map { words.count(dossier.counts[$0] ?? 0, $0) }
        let mark = dossier.readiness == .ready ? "✅" : dossier.readiness == .notReady ? "❌" : "⚠️"
        return """
            ## \(mark) \(MarkdownText.escaped(dossier.path)): \(words.readiness(dossier.readiness))

            \(words.stage): \(dossier.stage[words.language]); \(counts.joined(separator: "; "))

            """
    }

    private func row(_ ranked: RankedFinding) -> String {
        let finding = ranked.finding
        let place = finding.location.position.map { "\(finding.location.path):\($0.line)" } ?? ranked.path
        var text = MarkdownText.escaped(finding.message[words.language])
        if let help = finding.help { text += "<br>\(words.help): \(MarkdownText.escaped(help[words.language]))" }
        if let hindrance = finding.fixHindrance {
            text += "<br>\(MarkdownText.escaped(words.hindrance(hindrance)))"
        }
        if let basis = finding.basis, let status = words.status(basis) {
            text += "<br>\(MarkdownText.escaped("\(status) (\(basis.source))"))"
        }
        return "| \(words.severity(finding.severity)) | \(MarkdownText.escaped(place)) | \(text) | "
            + "\(MarkdownText.escaped(finding.rule)) |\n"
    }

    private func tail(_ report: Report) -> String {
        var lines: [String] = []
        for dossier in report.dossiers {
            lines += dossier.suppressedLines(words).map { "- \(MarkdownText.escaped($0))" }
            lines += dossier.leftOut.map { "- \(MarkdownText.escaped(words.leftOut($0.count, $0.rule)))" }
            lines += dossier.notCheckedByWeight.map { entry in
                let sort = entry.sort == .blocking ? " (\(words.blocking))" : ""
                let path = entry.path.map { "\($0): " } ?? ""
                let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: ", "))]"
                return "- "
                    + MarkdownText.escaped(
                        "\(words.notChecked)\(sort): \(path)\(entry.reason[words.language])\(rules)"
                    )
            }
        }
        var text = shortened(lines, limit / 4, more: { "- \($0)" })
        if !text.isEmpty { text += "\n" }
        let packs = report.packs.compactMap { pack in
            pack.sha256.map { "| \(words.packs) \(MarkdownText.escaped(pack.name)) | `\($0)` |" }
        }
        let files = report.dossiers.flatMap { dossier in
            (dossier.documents.map(\.path) + dossier.otherFiles).compactMap { path in
                dossier.digests[path].map { "| \(MarkdownText.escaped(path)) | `\($0)` |" }
            }
        }
        if !files.isEmpty {
            text +=
                "<details><summary>\(words.files)</summary>\n\n| \(words.column(.file)) | \(words.digest) |\n"
                + "| --- | --- |\n\(shortened(packs + files, limit / 4, more: { "| \($0) | |" }))\n</details>\n\n"
        }
        let names = report.packs.map(\.name).joined(separator: ", ")
        text += MarkdownText.escaped(words.made(ProgramVersion.current, report.asOf.description))
        return text + (names.isEmpty ? "" : "; \(words.packs): \(MarkdownText.escaped(names))") + "\n"
    }

    /// As many lines as there is room for, and how many more there are.
    private func shortened(_ lines: [String], _ limit: Int, more: (String) -> String) -> String {
        var room = limit
        let shown = lines.prefix { line in
            room -= line.utf8.count + 1
            return room >= 0
        }
        let rest = lines.count - shown.count
        return (shown + (rest > 0 ? [more(words.moreRows(rest))] : [])).map { $0 + "\n" }.joined()
    }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
