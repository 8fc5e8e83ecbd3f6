internal import CEL
internal import Records
internal import Rules

/// Lays side by side what the groups of several rules state.
struct MatrixBuilder {
    /// Parts shown on which documents differ.
    private static let mostDiffering = 1_000
    /// Parts shown in all, if fewer differ.
    private static let mostParts = 500

    /// What one document says of one part.
    private struct Place: Hashable {
        var document: Int
        var field: String
        var subject: String
    }

    /// A row of the matrix.
    private struct RowKey: Hashable {
        var fact: Int
        var subject: String
    }

    private let context: RunContext
    /// The place of each document among the columns.
    private let columns: [Int: Int]
    /// What findings blame.
    private var odd: Set<Place> = []
    /// The parts that are shown, each with its place.
    private var subjects: [String: Int] = [:]
    private var facts: [AgreementMatrix.Fact] = []
    private var rows: [RowKey: [AgreementMatrix.Cell]] = [:]
    private var leftOut = 0

    /// Begins a matrix.
    ///
    /// - Parameters:
    ///   - blamed: the findings of the rules that will be added.
    ///   - documents: the documents, in the order of the columns.
    ///   - context: the run's.
    init(blamed: [Draft], documents: [Int], context: RunContext) {
        self.context = context
        columns = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($0.element, $0.offset) })
        subjects[""] = 0
        for draft in blamed {
            guard let spot = draft.spot, let field = spot.field else { continue }
            let subject = draft.subject ?? ""
            if subjects[subject] == nil {
                guard subjects.count < Self.mostDiffering else { continue }
                subjects[subject] = subjects.count
            }
            odd.insert(Place(document: spot.document, field: field, subject: subject))
        }
    }

    /// Adds what the groups of a rule state.
    mutating func add(_ rule: GroupRule, _ plan: Gathering.Plan, _ index: GroupIndex) {
        var beyond = 0
        for group in 0..<index.count {
            let view = index.view(of: group)
            let subject = view.keyValues.first.flatMap { $0 }.map { ValueText.shown($0, units: context.units) } ?? ""
            if subjects[subject] == nil {
                guard subjects.count < Self.mostParts else {
                    beyond += 1
                    continue
                }
                subjects[subject] = subjects.count
            }
            for share in view.shares { add(rule, plan, view.sources[share.source], share.key, subject) }
        }
        leftOut = max(leftOut, beyond)
    }

    private mutating func add(
        _ rule: GroupRule,
        _ plan: Gathering.Plan,
        _ source: GroupSource,
        _ key: Int,
        _ subject: String
    ) {
        guard let column = columns[source.document], let stated = stated(rule, plan, source, key),
            !stated.values.isEmpty
        else { return }
        let field = source.recordType.fields[stated.field]
        let fact = fact(field)
        let isOdd = odd.contains(Place(document: source.document, field: field.name, subject: subject))
        let row = RowKey(fact: fact, subject: subject)
        var cells = rows[row] ?? []
        if let known = cells.firstIndex(where: { $0.column == column }) {
            for value in stated.values where !Self.has(cells[known], value) { cells[known].values.append(value) }
        } else {
            cells.append(AgreementMatrix.Cell(column: column, values: stated.values, isOdd: isOdd))
        }
        rows[row] = cells
    }

    /// Whether a cell has a value already, with its unit or without.
    private static func has(_ cell: AgreementMatrix.Cell, _ value: String) -> Bool {
        cell.values.contains { $0 == value || $0.hasPrefix(value + " ") || value.hasPrefix($0 + " ") }
    }

    /// What a document states of a key, and in which field.
    private func stated(
        _ rule: GroupRule,
        _ plan: Gathering.Plan,
        _ source: GroupSource,
        _ key: Int
    ) -> (field: Int, values: [String])? {
        if let agreement = rule.agreement {
            let agreed = source.table.agreed(plan.agreed[source.collection])
            let field = agreement.fields[source.collection]
            if agreement.isSummed {
                guard !agreed.hasGap(key), let sum = try? agreed.sum(key).sumValue() else { return nil }
                return (field, [ValueText.shown(sum, units: context.units)])
            }
            return (field, agreed.values(key, in: source).map { ValueText.shown($0.value, units: context.units) })
        }
        // Of a condition the first sum over the collection is what it compares, as the place that it blames says.
        guard let field = (rule.at + rule.related).first(where: { $0.collection == source.collection })?.field,
            let number = rule.aggregates.firstIndex(where: { $0.collection == source.collection && $0.isSum }),
            let place = plan.aggregates[number]
        else { return nil }
        let aggregate = rule.aggregates[number]
        var state = AggregateState()
        aggregate.merge(source.table.state(key, aggregate: place), into: &state)
        guard let value = try? aggregate.result(state) else { return nil }
        return (field, [ValueText.shown(value, units: context.units)])
    }

    private mutating func fact(_ field: Field) -> Int {
        if let known = facts.firstIndex(where: { $0.field == field.name }) { return known }
        facts.append(AgreementMatrix.Fact(field: field.name, title: field.meaning))
        return facts.count - 1
    }

    /// The matrix; what only one document states is not compared with anything and left out.
    func matrix(paths: [String]) -> AgreementMatrix {
        let compared = rows.filter { $0.value.count > 1 || $0.value.contains(where: \.isOdd) }
        let sorted = compared.keys.sorted { first, second in
            (subjects[first.subject] ?? 0, first.fact) < (subjects[second.subject] ?? 0, second.fact)
        }
        return AgreementMatrix(
            columns: paths,
            facts: facts,
            rows: sorted.map { key in
                AgreementMatrix.Row(
                    subject: key.subject.isEmpty ? nil : key.subject,
                    fact: key.fact,
                    cells: (rows[key] ?? []).sorted { $0.column < $1.column }
                )
            },
            leftOut: leftOut
        )
    }
}
