internal import CEL
internal import Linting
internal import Records
internal import Rules

/// One row of a report that is a table.
struct ReportRow {
    /// What the row is about.
    enum Entry {
        case finding
        case suppressed
        case leftOut
        case notChecked
        case file
        case run
    }

    /// What the row is about.
    let entry: Entry
    /// How bad it is, of a finding.
    let severity: Severity?
    /// What is to be done, of a finding.
    let step: NextStep?
    /// The texts of the columns; those that are not there are empty.
    private(set) var cells: [ReportColumn: String] = [:]

    /// The text of a column.
    subscript(column: ReportColumn) -> String { cells[column] ?? "" }

    /// The rows of a report: findings worst first, what was left out, what was not checked, the files, and the run.
    static func all(of report: Report, _ words: ReportsMessages) -> [ReportRow] {
        var rows = report.worstFirst.map { ReportRow($0, words) }
        for dossier in report.dossiers {
            rows += report.ranked(dossier.suppressed, in: dossier).map { ReportRow($0, words) }
            rows += Suppression.Source.allCases.compactMap { source in
                let shown = dossier.suppressed.count { $0.suppression?.source == source }
                let more = (dossier.suppressedCounts[source] ?? 0) - shown
                return more > 0
                    ? ReportRow(.leftOut, dossier, [.message: words.suppressed(more, source)], words) : nil
            }
            rows += dossier.leftOut.map { left in
                ReportRow(
                    .leftOut,
                    dossier,
                    [.rule: left.rule, .message: words.leftOut(left.count, left.rule)],
                    words
                )
            }
            rows += dossier.notCheckedByWeight.map { entry in
                ReportRow(
                    .notChecked,
                    dossier,
                    [
                        .severity: entry.sort == .blocking ? words.blocking : "", .file: entry.path ?? "",
                        .message: entry.reason[words.language], .rule: entry.rules.joined(separator: ", "),
                        .parameters: Self.parameters(entry.parameters),
                    ],
                    words
                )
            }
            rows += dossier.documents.map { document in
                ReportRow(
                    .file,
                    dossier,
                    [
                        .document: document.kind?[words.language] ?? words.unknownKind,
                        .number: document.number ?? "", .file: document.path,
                        .message: document.aside?[words.language] ?? "",
                        .digest: dossier.digests[document.path] ?? "",
                    ],
                    words
                )
            }
            rows += dossier.otherFiles.map {
                ReportRow(.file, dossier, [.file: $0, .digest: dossier.digests[$0] ?? ""], words)
            }
            rows.append(
                ReportRow(
                    .run,
                    dossier,
                    [
                        .severity: words.readiness(dossier.readiness),
                        .message: words.made(ProgramVersion.current, report.asOf.description),
                    ],
                    words
                )
            )
        }
        rows += report.packs.map { pack in
            ReportRow(
                .run,
                nil,
                [.message: "\(words.packs): \(pack.name)", .digest: pack.sha256 ?? ""],
                words
            )
        }
        return rows
    }

    private init(
        _ entry: Entry,
        _ dossier: Report.Dossier?,
        _ cells: [ReportColumn: String],
        _ words: ReportsMessages
    ) {
        self.entry = entry
        severity = nil
        step = nil
        self.cells = cells
        self.cells[.entry] = words.entry(entry)
        self.cells[.dossier] = dossier?.path
    }

    private static func parameters(_ parameters: [Message.Parameter]) -> String {
        parameters.map(\.assignment).joined(separator: "; ")
    }

    private init(_ ranked: RankedFinding, _ words: ReportsMessages) {
        let (finding, location, document) = (ranked.finding, ranked.finding.location, ranked.document)
        let language = words.language
        entry = finding.suppression == nil ? .finding : .suppressed
        severity = finding.severity
        step = ranked.step
        cells = [
            .entry: words.entry(entry), .severity: words.severity(finding.severity),
            .step: words.step(ranked), .message: finding.message[language], .rule: finding.rule,
            .fingerprint: finding.fingerprint,
            .parameters: Self.parameters(finding.parameters),
            .others: finding.related.compactMap { other in other.value.map { "\(other.path): \($0)" } }
                .joined(separator: "; "),
        ]
        cells[.dossier] = ranked.dossier?.path
        cells[.who] = document?.issuerTitle?[language]
        cells[.document] = document?.kind?[language]
        cells[.number] = document?.number
        cells[.file] = location.path
        cells[.subject] = finding.subject
        cells[.field] = location.field
        cells[.value] = location.value
        cells[.help] = finding.help?[language]
        cells[.mend] = finding.fix?.title[language] ?? finding.fixHindrance?.reason[language]
        if let suppression = finding.suppression {
            let parts = [suppression.place, suppression.reason, suppression.until?.description]
            cells[.suppression] = parts.compactMap { $0 }.joined(separator: "; ")
        }
        cells[.basis] = finding.basis.map(words.basis)
        cells[.source] = finding.basis?.source
        if let position = location.position {
            cells[.line] = String(position.line)
            cells[.column] = String(position.column)
            cells[.place] = words.address(position.address)
        }
        if !finding.folded.isEmpty { cells[.folded] = String(finding.folded.count) }
    }
}
