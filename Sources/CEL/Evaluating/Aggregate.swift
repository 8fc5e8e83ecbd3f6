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
    /// The type of its value.
    public let type: CELType
    let units: UnitTable
    let codeLists: any CodeListSource
    let locals: Int

    /// An empty state.
    public func makeState() -> AggregateState { AggregateState(operation, units: units) }

    /// Adds a member to a state.
    ///
    /// - Parameters:
    ///   - member: the member.
    ///   - state: the state.
    ///   - activation: gives the run constants.
    public func add(_ member: RecordReference, to state: inout AggregateState, _ activation: some Activation) {
        guard let body else {
            state.addCount()
            return
        }
        var evaluator = Evaluator(activation: activation, units: units, codeLists: codeLists, locals: locals)
        evaluator.locals[0] = .record(member)
        do {
            state.add(try evaluator.evaluate(body))
        } catch {
            state.add(error)
        }
    }
}
