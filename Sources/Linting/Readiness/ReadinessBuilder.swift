internal import CEL
internal import Formats
internal import Records
internal import Rules

/// Puts together what rules expect of goods and what the documents of a dossier hold.
struct ReadinessBuilder {
    /// Rows shown at most, products times markets.
    private static let maximumRows = 5000

    private let context: RunContext
    private let dossier: DossierRecord
    private let destinations: Destinations
    /// What was found of goods that have a number; that something is missing is told by the matrix itself.
    private let drafts: [String: [Draft]]
    private let evidence: Evidence
    private let kinds: [Int: String]
    /// The rules that expect something of this dossier at this stage, as indices of the run's rules.
    private let expecting: [Int]
    /// The classes of certificates that rules expect, by the rule's name.
    private let classes: [String: [String]]
    private let subjects: [GoodsFacts.Subject]
    private let leftOut: Int

    init(
        _ context: RunContext,
        _ dossier: DossierRecord,
        _ destinations: Destinations,
        _ results: [DocumentResult],
        _ drafts: [Draft]
    ) {
        (self.context, self.dossier, self.destinations) = (context, dossier, destinations)
        let expectations = Set(context.rules.filter { $0.rule.expectation != nil }.map(\.rule.name))
        self.drafts = Dictionary(
            grouping: drafts.filter { $0.severity >= .warning && !expectations.contains($0.rule) },
            by: { $0.subject ?? "" }
        )
        evidence = Evidence(results, context)
        kinds = Dictionary(
            uniqueKeysWithValues: results.compactMap { result in
                result.header?.kind.map { (result.document, context.vocabulary.kinds[$0].name) }
            }
        )
        expecting = context.rules.indices.filter { index in
            guard context.rules[index].rule.expectation != nil else { return false }
            var judge = GroupJudge(context: context, rule: index, dossier: dossier, brokenKinds: [])
            return judge.applies()
        }
        classes = context.rules.reduce(into: [:]) { classes, active in
            guard case .document(_, let own)? = active.rule.expectation, !own.isEmpty else { return }
            classes[active.rule.name] = own
        }
        let (found, leftOut) = Self.merged(results, context)
        (subjects, self.leftOut) = (found.isEmpty ? Self.foreseen(context) : found, leftOut)
    }

    /// The configured categories, where no goods are there yet: what is owed is known before anything arrives.
    private static func foreseen(_ context: RunContext) -> [GoodsFacts.Subject] {
        guard let known = context.categories, let type = context.vocabulary.recordType(named: "product") else {
            return []
        }
        return context.configuration.categories.map { text in
            let name = known.named(text) ?? text
            var subject = GoodsFacts.Subject(recordType: type.index, number: name)
            subject.category = Categories.Answer(name: name, source: .configuration)
            return subject
        }
    }

    /// Goods by their number: a product's own record rather than a line that names it.
    private static func merged(
        _ results: [DocumentResult],
        _ context: RunContext
    ) -> (subjects: [GoodsFacts.Subject], leftOut: Int) {
        var subjects: [GoodsFacts.Subject] = []
        var places: [String: Int] = [:]
        let line = context.vocabulary.recordType(named: "line")?.index
        for subject in results.flatMap(\.consumer.notes.goods.subjects) {
            let key = FoldedText.string(of: subject.number)
            guard let place = places[key] else {
                places[key] = subjects.count
                subjects.append(subject)
                continue
            }
            let isOwn = subjects[place].recordType == line && subject.recordType != line
            var kept = isOwn ? subject : subjects[place]
            let other = isOwn ? subjects[place] : subject
            kept.name = kept.name ?? other.name
            kept.hsCode = kept.hsCode ?? other.hsCode
            kept.category = kept.category ?? other.category
            kept.models += other.models
            kept.markets += other.markets
            subjects[place] = kept
        }
        return (subjects, results.reduce(0) { $0 + $1.consumer.notes.goods.leftOut })
    }

    // MARK: Rows

    /// The matrix.
    func build() -> ReadinessMatrix {
        let columns = columns()
        var rows: [ReadinessMatrix.Row] = []
        var left = leftOut
        var used = Array(repeating: false, count: columns.count)
        for subject in subjects {
            guard rows.count < Self.maximumRows else {
                left += 1
                continue
            }
            for market in markets(of: subject) {
                let row = row(subject, market, columns)
                for index in columns.indices where row.cells[index] != nil { used[index] = true }
                rows.append(row)
            }
        }
        let shown = columns.indices.filter { used[$0] }
        let codes = Set(rows.compactMap(\.market))
        return ReadinessMatrix(
            columns: shown.map { columns[$0].column },
            rows: rows.map { row in
                var row = row
                row.cells = shown.map { row.cells[$0] }
                return row
            },
            leftOut: left,
            marketTitles: Dictionary(uniqueKeysWithValues: codes.map { ($0, context.markets.name(of: $0)) })
        )
    }

    /// The markets of the dossier, else those that the product names, else none.
    private func markets(of subject: GoodsFacts.Subject) -> [String?] {
        if !destinations.own.isEmpty { return destinations.own }
        let own = subject.markets.compactMap { context.markets.code(of: $0) }
        var seen: Set<String> = []
        return own.isEmpty ? [nil] : own.filter { seen.insert($0).inserted }
    }

    private func row(_ subject: GoodsFacts.Subject, _ market: String?, _ columns: [Expected]) -> ReadinessMatrix.Row {
        let cells = columns.map { cell(subject, market, $0) }
        let bad = cells.compactMap { $0 }.filter { $0.state == .missing || $0.state == .contradicting }
        return ReadinessMatrix.Row(
            number: subject.number,
            name: subject.name,
            category: subject.category?.name,
            categoryTitle: subject.category.flatMap { context.categories?[$0.name]?.title },
            categorySource: subject.category?.source,
            hsCode: subject.hsCode,
            market: market,
            cells: cells,
            readiness: bad.contains { $0.severity == .error }
                ? .notReady : bad.contains { $0.severity == .warning } ? .readyWithWarnings : .ready
        )
    }

    // MARK: Columns

    /// A column with the rules that expect it.
    private struct Expected {
        var column: ReadinessMatrix.Column
        var expectation: Expectation
        var rules: [Int]
    }

    private func columns() -> [Expected] {
        var columns: [Expected] = []
        func add(_ expectation: Expectation, _ rule: Int) {
            if let place = columns.firstIndex(where: { $0.expectation == expectation }) {
                columns[place].rules.append(rule)
            } else {
                columns.append(Expected(column: column(expectation), expectation: expectation, rules: [rule]))
            }
        }
        for rule in expecting {
            switch context.rules[rule].rule.expectation {
            case .document(let kind, let classes)?: add(.document(kind: kind, classes: classes), rule)
            case .fields(let type, let fields)?:
                for field in fields { add(.fields(recordType: type, fields: [field]), rule) }
            case nil: continue
            }
        }
        return columns.filter { !$0.column.isField } + columns.filter(\.column.isField)
    }

    private func column(_ expectation: Expectation) -> ReadinessMatrix.Column {
        switch expectation {
        case .document(let kind, let classes):
            let kind = context.vocabulary.kinds[kind]
            let list = context.codeLists["certificate-class"]
            func titles(_ column: String) -> [String] { classes.map { list?.cell($0, column) ?? $0 } }
            return ReadinessMatrix.Column(
                name: ([kind.name] + classes).joined(separator: "/"),
                title: classes.isEmpty
                    ? kind.title
                    : LocalizedText(
                        english: titles("name_en").joined(separator: " or "),
                        chinese: titles("name_zh").joined(separator: "或")
                    ),
                isField: false
            )
        case .fields(let type, let fields):
            let field = context.vocabulary.recordTypes[type].fields[fields[0]]
            return ReadinessMatrix.Column(name: "field:\(field.name)", title: field.meaning, isField: true)
        }
    }

    // MARK: Cells

    private func cell(
        _ subject: GoodsFacts.Subject,
        _ market: String?,
        _ expected: Expected
    ) -> ReadinessMatrix.Cell? {
        if case .fields(let type, _) = expected.expectation, type != subject.recordType { return nil }
        let bases = expected.rules.map { context.rules[$0] }.filter { concerns($0.rule.basis, subject, market) }
        let severities = bases.compactMap { active in
            active.rule.basis.permitted(active.severity ?? active.rule.severity, on: context.asOf)
        }
        guard let severity = severities.max() else { return nil }
        let isSignal = bases.allSatisfy { [.signal, .draft].contains($0.rule.basis.status) }
        let found: Evidence.Answer =
            switch expected.expectation {
            case .document(let kind, let classes): document(kind, classes, subject)
            case .fields(_, let fields): field(fields[0], subject)
            }
        let state = found.state == .missing && isSignal ? .signal : found.state
        let ahead = bases.compactMap(\.rule.basis.effective).filter { $0 > context.asOf }
        return ReadinessMatrix.Cell(
            state: state,
            severity: found.severity ?? severity,
            rules: bases.map(\.rule.name),
            policies: bases.compactMap(\.rule.basis.policy?.name),
            binding: ahead.count == bases.count ? ahead.min() : nil,
            note: found.note,
            path: found.path
        )
    }

    private func concerns(_ basis: Basis, _ subject: GoodsFacts.Subject, _ market: String?) -> Bool {
        if !basis.markets.isEmpty {
            guard let market, context.markets.widened(market).contains(where: basis.markets.contains) else {
                return false
            }
        }
        guard !basis.categories.isEmpty, let known = context.categories else { return true }
        if let own = subject.category { return !known.widened(own.name).isDisjoint(with: basis.categories) }
        return context.configuration.categories.contains { name in
            !known.widened(known.named(name) ?? name).isDisjoint(with: basis.categories)
        }
    }

    private func document(_ kind: Int, _ classes: [String], _ subject: GoodsFacts.Subject) -> Evidence.Answer {
        var answer = evidence.document(kind, classes, for: subject, asOf: context.asOf)
        guard answer.state == .there else { return answer }
        let name = context.vocabulary.kinds[kind].name
        guard classes.isEmpty else { return answer }
        let clash = drafts[subject.number]?.first { draft in
            ([draft.spot] + draft.related).contains { $0.map { kinds[$0.document] == name } ?? false }
        }
        if let clash { answer.contradicted(by: clash) }
        return answer
    }

    private func field(_ field: Int, _ subject: GoodsFacts.Subject) -> Evidence.Answer {
        guard let state = subject.cells[field], state != .absent else { return Evidence.Answer(state: .missing) }
        guard state == .present else { return Evidence.Answer(state: .unreadable) }
        var answer = Evidence.Answer(state: .there)
        let name = context.vocabulary.recordTypes[subject.recordType].fields[field].name
        let clash = drafts[subject.number]?.first { draft in
            ([draft.spot] + draft.related).contains { $0?.field == name }
        }
        if let clash { answer.contradicted(by: clash) }
        return answer
    }

    /// Whether a file is there for what a finding misses, though nobody could read it.
    func isAnswered(_ draft: Draft) -> Bool {
        guard let classes = classes[draft.rule] else { return false }
        return evidence.hasFile(classes) || subjects.contains { evidence.isNamed(classes, by: $0) }
    }
}
