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
        var known = [CellState](repeating: .present, count: states.count)
        var sizes = [Int64](repeating: 0, count: states.count)
        for index in states.indices {
            do throws(EvaluationError) {
                sizes[index] = try states[index].differentCount()
            } catch {
                known[index] = CellState(error)
            }
        }
        return AggregateResults(Vector(states: Lane(known), cells: .ints(Lane(sizes))))
    }

    private func boxed(_ states: [AggregateState]) -> Vector {
        var known = [CellState](repeating: .present, count: states.count)
        let values = states.enumerated().map { index, state -> Value in
            do throws(EvaluationError) {
                return try state.result(of: operation)
            } catch {
                known[index] = CellState(error)
                return .null
            }
        }
        return Vector(states: known, values: values)
    }
}
