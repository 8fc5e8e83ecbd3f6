/// A checked expression, ready to be evaluated any number of times on any thread.
public struct Program: Sendable {
    /// The source.
    public let source: String
    /// The type of its value.
    public let type: CELType
    let code: Code
    let localCount: Int
    /// The fields of records that it reads, each once.
    public let reads: [FieldRead]
    /// The slots of the variables that it reads.
    public let slots: Set<Int>
    /// The aggregates that the embedder computes.
    public let aggregates: [Aggregate]
    /// The slots of collections that must be given as whole lists.
    public let wholeCollections: Set<Int>
    let units: UnitTable
    let codeLists: any CodeListSource

    /// The slot of the variable that is the whole expression, if it is one.
    public var bareSlot: Int? {
        if case .slot(let slot) = code { return slot }
        return nil
    }

    /// The slot of the variable whose unit the whole expression is, if it is one.
    public var unitSlot: Int? {
        guard case .call(let overload, let arguments, _) = code, overload.id == Library.quantityUnit.id,
            case .slot(let slot)? = arguments.first
        else { return nil }
        return slot
    }

    /// The expression's value.
    ///
    /// - Throws: why it has none.
    public func evaluate(_ activation: any Activation) throws(EvaluationError) -> Value {
        var evaluator = Evaluator(activation: activation, units: units, codeLists: codeLists, locals: localCount)
        return try evaluator.evaluate(code)
    }
}

/// Gives an expression the values of its variables.
///
/// A class, so that one may be kept and changed from record to record without making anything anew.
public protocol Activation: AnyObject {
    /// The value of a variable.
    func value(_ slot: Int) throws(EvaluationError) -> Value

    /// The value of an aggregate over a collection.
    func aggregate(_ id: Int) throws(EvaluationError) -> Value
}

extension Activation {
    /// Expressions without collections have no aggregates.
    public func aggregate(_ id: Int) throws(EvaluationError) -> Value {
        throw .failed("no aggregates here", offset: 0)
    }
}
