/// An aggregate over a collection that the embedder computes as members arrive.
public struct Aggregate: Sendable {
    /// Its number in the program.
    public let id: Int
    /// The slot of the collection.
    public let collection: Int
    let operation: Macro
    let body: Code?
    /// The body in the form that runs over columns.
    let overColumns: ColumnCode?
    /// What it computes, as text: aggregates with equal text and collection have equal values.
    public let key: String
    /// Whether it reads run constants, so that equal text means the same only with equal constants.
    public let readsConstants: Bool
    /// The type of its value.
    public let type: CELType
    let units: UnitTable
    let codeLists: any CodeListSource
    let locals: Int

    /// Whether it adds up.
    public var isSum: Bool { operation == .sum }

    /// Whether it counts all members, which an embedder does anyway.
    public var isPlainCount: Bool { operation == .count && body == nil }

    /// The values that the members of a batch add to states of this aggregate.
    ///
    /// - Parameters:
    ///   - source: the members.
    ///   - activation: gives the run constants.
    ///   - wanted: which records are members.
    /// - Returns: an adder for any number of states.
    public func makeAdder(
        over source: some ColumnSource,
        _ activation: some RowActivation,
        where wanted: [Bool]
    ) -> AggregateAdder {
        AggregateAdder(self, source, activation, wanted)
    }

    /// Adds the members of one state to another.
    public func merge(_ other: AggregateState, into state: inout AggregateState) {
        state.merge(other, operation: operation, units: units)
    }

    /// The value of a state.
    ///
    /// - Throws: `absent` for the least or greatest of nothing; what a member's value threw.
    public func result(_ state: AggregateState) throws(EvaluationError) -> Value { try state.result(of: operation) }
}

/// Adds the members of a batch to states of an aggregate.
public struct AggregateAdder {
    private let aggregate: Aggregate
    private let source: any ColumnSource
    private var evaluator: Evaluator
    /// The values of the body; nothing where members are only counted.
    private let values: Vector?

    init(
        _ aggregate: Aggregate,
        _ source: any ColumnSource,
        _ activation: any RowActivation,
        _ wanted: [Bool]
    ) {
        self.aggregate = aggregate
        self.source = source
        evaluator = Evaluator(
            activation: activation,
            units: aggregate.units,
            codeLists: aggregate.codeLists,
            locals: aggregate.locals
        )
        guard let body = aggregate.overColumns else {
            values = nil
            return
        }
        var columns = ColumnEvaluator(source: source, row: .element, activation: activation, general: evaluator)
        values = columns.evaluate(body, wanted)
    }

    /// Adds members to the states of their groups.
    ///
    /// - Parameters:
    ///   - rows: the members.
    ///   - groups: for each of them its group.
    ///   - states: the states by group.
    public mutating func add(_ rows: [Int32], to groups: [Int32], of states: inout [AggregateState]) {
        guard let values else {
            for group in groups { states[Int(group)].addCount() }
            return
        }
        let (operation, units) = (aggregate.operation, aggregate.units)
        switch (operation, values.cells) {
        case (.sum, .quantities(let lane)):
            add(rows, groups, values, &states) { $0.addToSum(lane[$1], units) }
        case (.sum, .decimals(let lane)):
            add(rows, groups, values, &states) { $0.addToSum(decimal: lane[$1]) }
        case (.count, .bools(let lane)):
            add(rows, groups, values, &states) { if lane[$1] { $0.addCount() } }
        default:
            add(rows, groups, values, &states) { $0.add(values, $1, to: operation, units: units) }
        }
    }

    /// One loop over members, with what is done for those that have a value.
    private mutating func add(
        _ rows: [Int32],
        _ groups: [Int32],
        _ values: Vector,
        _ states: inout [AggregateState],
        _ present: (inout AggregateState, _ row: Int) -> Void
    ) {
        for position in rows.indices {
            let (row, group) = (Int(rows[position]), Int(groups[position]))
            switch values.states[row] {
            case .present: present(&states[group], row)
            case .undecided: addOne(row, to: &states[group])
            case .absent, .invalid:
                states[group].add(values, row, to: aggregate.operation, units: aggregate.units)
            }
        }
    }

    /// Adds a member whose value the general evaluator gives.
    private mutating func addOne(_ row: Int, to state: inout AggregateState) {
        guard let body = aggregate.body else { return }
        evaluator.locals[0] = .record(RecordReference(source: source, row: row))
        do throws(EvaluationError) {
            state.add(try evaluator.evaluate(body), to: aggregate.operation, units: aggregate.units)
        } catch {
            state.add(error)
        }
    }
}
