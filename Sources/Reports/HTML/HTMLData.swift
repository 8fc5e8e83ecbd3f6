internal import CEL
internal import Linting
internal import Records
internal import Rules

/// What the page's script draws: the report as JSON without what the page does not show.
struct HTMLData {
    private let english = ReportsMessages(language: .english)
    private let chinese = ReportsMessages(language: .chinese)
    private let language: Language

    init(language: Language) { self.language = language }

    /// The whole report.
    func object(_ report: Report) -> JSONValue {
        let ranked = report.worstFirst
        let titles = Dictionary(ranked.map { ($0.step, $0) }) { first, _ in first }.values
            .sorted { ($0.step.sort.rawValue, $0.step.path) < ($1.step.sort.rawValue, $1.step.path) }
        let numbers = Dictionary(uniqueKeysWithValues: titles.enumerated().map { ($0.element.step, $0.offset) })
        let findings = Dictionary(grouping: ranked) { $0.dossier?.path }
        return object([
            ("program", .string(ProgramVersion.current)),
            ("asOf", .string(report.asOf.description)),
            ("isShared", .bool(report.isShared)),
            ("packs", .array(report.packs.map(pack))),
            ("rules", .object(report.rules.sorted { $0.key < $1.key }.map { ($0.key, rule($0.value)) })),
            (
                "steps",
                .array(
                    titles.map { .object([("sort", .string($0.step.sort.name)), ("title", title($0))]) }
                )
            ),
            (
                "dossiers",
                .array(
                    report.dossiers.map { dossier in
                        self.dossier(
                            dossier,
                            (findings[dossier.path] ?? []).map {
                                finding($0.finding, step: numbers[$0.step])
                            }
                        )
                    }
                )
            ),
            ("findings", .array(report.findings.map { finding($0) })),
            (
                "upcoming",
                .array(
                    report.upcoming.map {
                        .object([("date", .string($0.date.description)), ("finding", finding($0.finding))])
                    }
                )
            ),
        ])
    }

    private func title(_ ranked: RankedFinding) -> JSONValue {
        text(LocalizedText(english: capitalised(english.step(ranked)), chinese: chinese.step(ranked)))
    }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private func pack(_ pack: Report.Pack) -> JSONValue {
        object([("name", .string(pack.name)), ("title", text(pack.title)), ("sha256", .optional(pack.sha256))])
    }

    private func rule(_ rule: Rule) -> JSONValue {
        object([
            ("title", text(rule.title)), ("why", text(rule.why)), ("help", rule.help.map(text) ?? .null),
            ("basis", basis(rule.basis)),
        ])
    }

    private func basis(_ basis: Basis) -> JSONValue {
        object([
            ("status", .string(basis.status.rawValue)),
            ("source", .string(basis.source)),
            ("jurisdiction", .optional(basis.jurisdiction)),
            ("effective", .optional(basis.effective?.description)),
            ("verified", .optional(basis.verified?.description)),
        ])
    }

    // MARK: Dossiers

    private func dossier(_ dossier: Report.Dossier, _ findings: [JSONValue]) -> JSONValue {
        object([
            ("path", .string(printable(dossier.path))),
            ("stage", text(dossier.stage)),
            ("readiness", .string(dossier.readiness.rawValue)),
            ("counts", .object(Severity.allCases.map { ($0.rawValue, .number(dossier.counts[$0] ?? 0)) })),
            ("documents", .array(dossier.documents.map { document($0, dossier.digests[$0.path]) })),
            (
                "otherFiles",
                .array(
                    dossier.otherFiles.map {
                        object([("path", .string(printable($0))), ("sha256", .optional(dossier.digests[$0]))])
                    }
                )
            ),
            ("findings", .array(findings)),
            ("matrix", dossier.agreement.map(matrix) ?? .null),
            ("readinessMatrix", dossier.matrix.map(readiness) ?? .null),
            (
                "leftOut",
                .array(dossier.leftOut.map { .object([("rule", .string($0.rule)), ("count", .number($0.count))]) })
            ),
            ("notChecked", .array(dossier.notCheckedByWeight.map(notChecked))),
            ("suppressed", .array(dossier.suppressed.map { finding($0) })),
        ])
    }

    private func document(_ document: Report.Document, _ digest: String?) -> JSONValue {
        object([
            ("path", .string(printable(document.path))),
            ("title", document.kind.map(text) ?? .null),
            ("number", .optional(document.number.map(printable))),
            ("records", .number(document.records)),
            ("aside", document.aside.map(text) ?? .null),
            ("sha256", .optional(digest)),
            (
                "dates",
                .array(
                    document.dates.map {
                        .object([("title", text($0.title)), ("date", .string($0.date.description))])
                    }
                )
            ),
        ])
    }

    private func matrix(_ matrix: AgreementMatrix) -> JSONValue {
        object([
            ("columns", .array(matrix.columns.map { .string(printable($0)) })),
            ("facts", .array(matrix.facts.map { text($0.title) })),
            (
                "rows",
                .array(
                    matrix.rows.map { row in
                        var cells = Array(repeating: JSONValue.null, count: matrix.columns.count)
                        for cell in row.cells {
                            cells[cell.column] = object([
                                ("values", .array(cell.values.map { .string(printable($0)) })),
                                ("odd", cell.isOdd ? .bool(true) : .null),
                            ])
                        }
                        return object([
                            ("subject", .optional(row.subject.map(printable))), ("fact", .number(row.fact)),
                            ("cells", .array(cells)),
                        ])
                    }
                )
            ),
            ("leftOut", .number(matrix.leftOut)),
        ])
    }

    private func readiness(_ matrix: ReadinessMatrix) -> JSONValue {
        object([
            ("columns", .array(matrix.columns.map { text($0.title) })),
            (
                "rows",
                .array(
                    matrix.rows.map { row in
                        object([
                            ("number", .string(printable(row.number))),
                            ("name", .optional(row.name.map(printable))),
                            ("category", row.categoryTitle.map(text) ?? .null),
                            ("market", row.market.flatMap { matrix.marketTitles[$0] }.map(text) ?? .null),
                            ("readiness", .string(row.readiness.rawValue)),
                            ("cells", .array(row.cells.map { $0.map(cell) ?? .null })),
                        ])
                    }
                )
            ),
            ("leftOut", .number(matrix.leftOut)),
            (
                "states",
                object(ReadinessMatrix.State.allCases.map { ($0.rawValue, text(ReadinessMessages.state($0))) })
            ),
        ])
    }

    private func cell(_ cell: ReadinessMatrix.Cell) -> JSONValue {
        object([
            ("state", .string(cell.state.rawValue)), ("severity", .string(cell.severity.rawValue)),
            ("note", cell.note.map(text) ?? .null),
            ("binding", .optional(cell.binding?.description)),
        ])
    }

    private func parameters(_ parameters: [Message.Parameter]) -> JSONValue {
        parameters.isEmpty ? .null : .object(parameters.map { ($0.name, .string(printable($0.value))) })
    }

    private func notChecked(_ entry: NotChecked) -> JSONValue {
        object([
            ("sort", .string(entry.sort.rawValue)), ("cause", .string(entry.cause.rawValue)),
            ("reason", text(entry.reason)),
            ("parameters", parameters(entry.parameters)),
            ("rules", .array(entry.rules.map { .string($0) })), ("path", .optional(entry.path.map(printable))),
        ])
    }

    // MARK: Findings

    private func finding(_ finding: Finding, step: Int? = nil) -> JSONValue {
        object([
            ("rule", .string(finding.rule)),
            ("severity", .string(finding.severity.rawValue)),
            ("step", step.map { .number($0) } ?? .null),
            ("message", text(finding.message)),
            ("help", finding.help.map(text) ?? .null),
            ("basis", finding.basis.map(basis) ?? .null),
            ("subject", .optional(finding.subject.map(printable))),
            ("location", location(finding.location)),
            ("related", list(finding.related.map(location))),
            ("parameters", parameters(finding.parameters)),
            ("folded", list(finding.folded.map { object([("message", text($0.message))]) })),
            (
                "fix",
                finding.fix.map { .object([("safety", .string($0.safety.rawValue)), ("title", text($0.title))]) }
                    ?? .null
            ),
            ("fixHindrance", finding.fixHindrance.map { text($0.reason) } ?? .null),
            ("suppression", finding.suppression.map(suppression) ?? .null),
            ("fingerprint", .string(finding.fingerprint)),
        ])
    }

    private func suppression(_ suppression: Suppression) -> JSONValue {
        object([
            ("place", .string(printable(suppression.place))), ("reason", .optional(suppression.reason.map(printable))),
            ("until", .optional(suppression.until?.description)),
        ])
    }

    private func location(_ location: Location) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("path", .optional(location.path.isEmpty ? nil : printable(location.path))),
            ("field", .optional(location.field)),
            ("value", .optional(location.value.map(printable))),
        ]
        if let position = location.position {
            // The mark is counted in what is shown, where what is obeyed takes more room.
            let characters = Array(position.source)
            let start = min(max(position.sourceColumn - 1, 0), characters.count)
            let end = min(start + position.width, characters.count)
            let before = printable(String(characters[..<start]))
            let marked = printable(String(characters[start..<end]))
            members += [
                ("line", .number(position.line)), ("column", .number(position.column)),
                ("address", .string(printable(position.address))),
            ]
            if !position.source.isEmpty {
                members += [
                    ("source", .string(before + marked + printable(String(characters[end...])))),
                    ("mark", .array([.number(before.count + 1), .number(marked.count)])),
                ]
            }
        }
        return object(members)
    }

    // MARK: Values

    private func text(_ text: LocalizedText) -> JSONValue {
        .object([("en", .string(printable(text.english))), ("zh", .string(printable(text.chinese)))])
    }

    private func printable(_ text: String) -> String { TextEscape.printable(text) }

    private func list(_ values: [JSONValue]) -> JSONValue { values.isEmpty ? .null : .array(values) }

    /// An object without the members that are null.
    private func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(
            members.filter { member in
                if case .null = member.1 { return false }
                return true
            }
        )
    }
}
