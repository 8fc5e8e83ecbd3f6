internal import CEL
internal import Records
internal import Rules

/// Some groups of a rule that are judged together: the values of an aggregate are a column.
final class GroupBlock {
    /// The groups of the rule.
    let index: GroupIndex
    /// Those of this block.
    let range: Range<Int>

    private let rule: GroupRule
    private let plan: Gathering.Plan
    /// Which of the rule's expressions is evaluated.
    private let program: Int
    /// Whether sets may have to be counted in pieces; then groups are taken one by one.
    private let hasSets: Bool

    init(_ index: GroupIndex, _ range: Range<Int>, rule: GroupRule, plan: Gathering.Plan, program: Int, hasSets: Bool) {
        self.index = index
        self.range = range
        self.rule = rule
        self.plan = plan
        self.program = program
        self.hasSets = hasSets
    }

    /// How many members of a collection each group has.
    private func counts(of collection: Int) -> [Int64] {
        range.map { group in
            var count = 0
            for position in index.shares(of: group) {
                let share = index.share(position)
                let source = index.source(share)
                if source.collection == collection { count += source.table.count(Int(share.key)) }
            }
            return Int64(count)
        }
    }

    /// The states of an aggregate, each of all tables of a group together.
    private func states(of aggregate: Aggregate, column: Int) -> [AggregateState] {
        range.map { group in
            var state: AggregateState?
            for position in index.shares(of: group) {
                let share = index.share(position)
                let source = index.source(share)
                guard source.collection == aggregate.collection else { continue }
                let own = source.table.state(Int(share.key), aggregate: column)
                if state == nil { state = own } else { state.mutate { aggregate.merge(own, into: &$0) } }
            }
            return state ?? AggregateState()
        }
    }
}

extension GroupBlock: ColumnSource {
    var count: Int { range.count }

    /// Groups have no fields.
    func column(_ field: Int) -> ColumnView? { nil }

    func aggregate(_ id: Int) -> AggregateResults? {
        let number = rule.aggregateSlots[program][id]
        let aggregate = rule.aggregates[number]
        guard let column = plan.aggregates[number] else {
            return AggregateResults(counts: counts(of: aggregate.collection))
        }
        guard !hasSets else { return nil }
        return aggregate.results(states(of: aggregate, column: column))
    }

    func aggregateSizes(_ id: Int) -> AggregateResults? {
        let number = rule.aggregateSlots[program][id]
        guard let column = plan.aggregates[number], !hasSets else { return nil }
        return rule.aggregates[number].sizes(states(of: rule.aggregates[number], column: column))
    }

    func state(row: Int, field: Int) -> CellState { .absent }

    func value(row: Int, field: Int) throws(EvaluationError) -> Value { throw .absent }
}

extension Optional {
    /// Changes the value that is there in place.
    fileprivate mutating func mutate(_ change: (inout Wrapped) -> Void) {
        guard var value = take() else { return }
        change(&value)
        self = value
    }
}
