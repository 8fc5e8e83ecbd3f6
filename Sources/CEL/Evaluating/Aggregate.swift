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
        let operation = aggregate.operation
        for position in rows.indices {
            let (row, group) = (Int(rows[position]), Int(groups[position]))
            switch (values.states[row], operation, values.cells) {
            case (.present, .sum, .quantities(let lane)): states[group].addToSum(lane[row], aggregate.units)
            case (.present, .sum, .decimals(let lane)): states[group].addToSum(decimal: lane[row])
            case (.present, .count, .bools(let lane)): if lane[row] { states[group].addCount() }
            case (.undecided, _, _): addOne(row, to: &states[group])
            default: states[group].add(values, row, to: operation, units: aggregate.units)
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
