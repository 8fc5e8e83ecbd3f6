internal import CEL
package import Linting
package import Records
internal import Rules

/// Findings as a good compiler prints them: the place, the message, the line with a mark, the other document's value.
package struct TextReport {
    private let words: ReportsMessages
    private let language: Language
    private let useColour: Bool

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language of messages.
    ///   - useColour: whether ANSI colours are used.
    package init(language: Language, useColour: Bool) {
        words = ReportsMessages(language: language)
        self.language = language
        self.useColour = useColour
    }

    /// The whole report.
    package func render(_ report: Report) -> String {
        var text = ""
        for dossier in report.dossiers {
            text += findings(of: dossier)
            text += summary(dossier) + "\n"
        }
        for finding in report.findings { text += render(finding) + "\n" }
        for entry in report.upcoming {
            text += "\(words.from(entry.date.description)): " + render(entry.finding) + "\n"
        }
        return text + report.madeLines(words).map { $0 + "\n" }.joined()
    }

    // MARK: Findings

    /// The findings of one rule in one document.
    private struct Run: Hashable {
        let rule: String
        let path: String

        init(_ finding: Finding) {
            rule = finding.rule
            path = finding.location.path
        }
    }

    /// A document with more findings of one rule than so many shows the first few, and the others in one line.
    private static var longestRun: Int { 10 }
    private static var shownOfRun: Int { 3 }
    private static var placesOfRun: Int { 5 }

    private func findings(of dossier: Report.Dossier) -> String {
        var runs: [Run: [Finding]] = [:]
        for finding in dossier.findings { runs[Run(finding), default: []].append(finding) }
        let leftOut = leftOut(dossier)
        var text = ""
        var seen: [Run: Int] = [:]
        for finding in dossier.findings {
            let run = Run(finding)
            seen[run, default: 0] += 1
            guard let all = runs[run], let number = seen[run], all.count > Self.longestRun else {
                text += render(finding) + "\n"
                continue
            }
            guard number <= Self.shownOfRun else { continue }
            text += render(finding) + "\n"
            guard number == Self.shownOfRun else { continue }
            let others = all.dropFirst(number)
            let places = others.prefix(Self.placesOfRun).compactMap { $0.location.position }
                .map { $0.cell ?? "\($0.line):\($0.column)" }
            let count = others.count + (leftOut[run.rule] ?? 0)
            text += "\(paint(TextEscape.printable(run.path), .bold)): \(words.more(count, run.rule, places))\n\n"
        }
        return text
    }

    /// How many findings of a rule are left out, of rules whose findings are one long run.
    private func leftOut(_ dossier: Report.Dossier) -> [String: Int] {
        let runs = Dictionary(grouping: dossier.findings, by: \.rule).filter { _, all in
            all.count > Self.longestRun && Set(all.map(\.location.path)).count == 1
        }
        return Dictionary(dossier.leftOut.filter { runs[$0.rule] != nil }.map { ($0.rule, $0.count) }) { $0 + $1 }
    }

    private func render(_ finding: Finding) -> String {
        let colour: Colour = finding.severity == .error ? .red : finding.severity == .warning ? .yellow : .blue
        let place = place(finding.location)
        let head = place.isEmpty ? "" : "\(paint(place, .bold)): "
        var lines = [
            "\(head)\(paint(words.severity(finding.severity), colour)): "
                + "\(TextEscape.printable(finding.message[language])) [\(finding.rule)]"
        ]
        if let position = finding.location.position, !position.source.isEmpty { lines += excerpt(position, colour) }
        for related in finding.related.prefix(6) { lines.append(self.related(related)) }
        if let help = finding.help { lines.append("    = \(words.help): \(help[language])") }
        if let basis = finding.basis, let status = words.status(basis) {
            lines.append("    = \(words.basis): \(status) (\(basis.source))")
        }
        if let fix = finding.fix {
            lines.append("    = \(words.fix(fix.safety)): \(TextEscape.printable(fix.title[language]))")
        }
        if let hindrance = finding.fixHindrance { lines.append("    = \(words.hindrance(hindrance))") }
        if !finding.folded.isEmpty { lines.append("    = \(words.folded(finding.folded.count))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func place(_ location: Location) -> String {
        guard !location.path.isEmpty else { return "" }
        let path = TextEscape.printable(location.path)
        guard let position = location.position else { return path }
        if let cell = position.cell { return "\(path)!\(cell)" }
        return "\(path):\(position.line):\(position.column)"
    }

    private func excerpt(_ position: Location.Position, _ colour: Colour) -> [String] {
        let number = String(position.line)
        let margin = String(repeating: " ", count: number.count)
        let characters = Array(position.source)
        let start = min(max(position.sourceColumn - 1, 0), characters.count)
        let end = min(start + position.width, characters.count)
        let before = TextEscape.printable(String(characters[..<start]))
        let marked = TextEscape.printable(String(characters[start..<end]))
        let after = TextEscape.printable(String(characters[end...]))
        var lines = [
            "  \(margin) --> \(TextEscape.printable(words.address(position.address)))",
            "  \(number) | \(before)\(marked)\(after)",
        ]
        if position.width > 0 {
            let indent = String(repeating: " ", count: DisplayWidth.of(before))
            let mark = "^" + String(repeating: "~", count: max(0, DisplayWidth.of(marked) - 1))
            lines.append("  \(margin) | \(indent)\(paint(mark, colour))")
        }
        return lines
    }

    private func related(_ location: Location) -> String {
        let value = location.value.map { ": \(TextEscape.printable($0))" } ?? ""
        let address = location.position.map { " (\(TextEscape.printable(words.address($0.address))))" } ?? ""
        return "    \(place(location))\(address)\(value)"
    }

    // MARK: Summary

    private func summary(_ dossier: Report.Dossier) -> String {
        var lines = [paint("\(words.dossier) \(TextEscape.printable(dossier.path))", .bold)]
        lines.append("  \(words.stage): \(dossier.stage[language])")
        for document in dossier.documents {
            let kind = document.kind?[language] ?? words.unknownKind
            let number = document.number.map { " \(TextEscape.printable($0))" } ?? ""
            let aside = document.aside.map { " (\(TextEscape.printable($0[language])))" } ?? ""
            lines.append("  \(kind)\(number)\(aside): \(TextEscape.printable(document.path))")
        }
        if !dossier.otherFiles.isEmpty {
            lines.append("  \(words.otherFiles(dossier.otherFiles.map { TextEscape.printable($0) }))")
        }
        lines += dossier.suppressedLines(words).map { "  \($0)" }
        let told = leftOut(dossier)
        for left in dossier.leftOut where told[left.rule] == nil {
            lines.append("  \(words.leftOut(left.count, left.rule))")
        }
        let blockingFirst =
            dossier.notChecked.filter { $0.sort == .blocking } + dossier.notChecked.filter { $0.sort != .blocking }
        for entry in blockingFirst {
            let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: ", "))]"
            let path = entry.path.map { "\(TextEscape.printable($0)): " } ?? ""
            let sort = entry.sort == .blocking ? " (\(words.blocking))" : ""
            lines.append("  \(words.notChecked)\(sort): \(path)\(entry.reason[language])\(rules)")
        }
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = dossier.counts[severity] ?? 0
            return count == 0 && severity == .note ? nil : words.count(count, severity)
        }
        let colour: Colour = dossier.readiness == .ready ? .green : dossier.readiness == .notReady ? .red : .yellow
        lines.append(
            "  \(paint(words.readiness(dossier.readiness), colour)): \(counts.joined(separator: words.separator))"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private enum Colour: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case bold = "1"
    }

    private func paint(_ text: String, _ colour: Colour) -> String {
        useColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
