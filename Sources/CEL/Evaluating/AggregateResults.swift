/// The values of an aggregate for many groups, one typed array where they are of one type.
public struct AggregateResults: Sendable {
    let vector: Vector

    init(_ vector: Vector) {
        self.vector = vector
    }

    /// How many members each group has.
    public init(counts: [Int64]) {
        vector = Vector(states: Lane(constant: .present), cells: .ints(Lane(counts)))
    }
}

extension Aggregate {
    /// The values of many states.
    public func results(_ states: [AggregateState]) -> AggregateResults {
        AggregateState.plainSums(states, of: operation).map { AggregateResults($0) } ?? AggregateResults(boxed(states))
    }

    /// How many different values many states have, without making the values; nothing for other aggregates.
    public func sizes(_ states: [AggregateState]) -> AggregateResults? {
        guard operation == .distinct else { return nil }
        let (known, sizes) = each(states, otherwise: 0) { (state) throws(EvaluationError) in
            try state.differentCount()
        }
        return AggregateResults(Vector(states: Lane(known), cells: .ints(Lane(sizes))))
    }

    private func boxed(_ states: [AggregateState]) -> Vector {
        let (known, values) = each(states, otherwise: Value.null) { (state) throws(EvaluationError) in
            try state.result(of: operation)
        }
        return Vector(states: known, values: values)
    }

    /// What each state gives, or why it gives nothing.
    private func each<Result>(
        _ states: [AggregateState],
        otherwise: Result,
        _ result: (AggregateState) throws(EvaluationError) -> Result
    ) -> (known: [CellState], results: [Result]) {
        var known = [CellState](repeating: .present, count: states.count)
        var results = [Result](repeating: otherwise, count: states.count)
        for index in states.indices {
            do throws(EvaluationError) {
                results[index] = try result(states[index])
            } catch {
                known[index] = CellState(error)
            }
        }
        return (known, results)
    }
}
