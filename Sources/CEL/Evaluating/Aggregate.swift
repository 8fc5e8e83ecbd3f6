/// An aggregate over a collection that the embedder computes as members arrive.
public struct Aggregate: Sendable {
    /// Its number in the program.
    public let id: Int
    /// The slot of the collection.
    public let collection: Int
    let operation: Macro
    let body: Code?
    /// What it computes, as text: aggregates with equal text and collection have equal values.
    public let key: String
    /// Whether it reads run constants, so that equal text means the same only with equal constants.
    public let readsConstants: Bool
    /// The type of its value.
    public let type: CELType
    let units: UnitTable
    let codeLists: any CodeListSource
    let locals: Int

    /// Whether it counts all members, which an embedder does anyway.
    public var isPlainCount: Bool { operation == .count && body == nil }

    /// What adds members to states of this aggregate; worth keeping for many members.
    ///
    /// - Parameter activation: gives the run constants.
    /// - Returns: an adder for any number of states.
    public func makeAdder(_ activation: any Activation) -> AggregateAdder {
        AggregateAdder(self, activation)
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

/// Adds members to states of an aggregate.
public struct AggregateAdder {
    private let aggregate: Aggregate
    private var evaluator: Evaluator

    init(_ aggregate: Aggregate, _ activation: any Activation) {
        self.aggregate = aggregate
        evaluator = Evaluator(
            activation: activation,
            units: aggregate.units,
            codeLists: aggregate.codeLists,
            locals: aggregate.locals
        )
    }

    /// Adds a member to a state.
    public mutating func add(_ member: RecordReference, to state: inout AggregateState) {
        guard let body = aggregate.body else {
            state.addCount()
            return
        }
        evaluator.locals[0] = .record(member)
        do throws(EvaluationError) {
            state.add(try evaluator.evaluate(body), to: aggregate.operation, units: aggregate.units)
        } catch {
            state.add(error)
        }
    }
}
