/// What a function may ask of its surroundings.
public struct EvaluationContext: Sendable {
    /// The units of quantities.
    public let units: UnitTable
    /// The code lists.
    public let codeLists: any CodeListSource
    /// The byte of the source at which the call stands, for errors.
    public let offset: Int

    /// An error at the call.
    public func error(_ message: String) -> EvaluationError { .failed(message, offset: offset) }
}

/// A function with its overloads.
public struct Function: Sendable {
    /// Its name.
    public let name: String
    /// Its overloads; the first that fits is taken.
    public let overloads: [Overload]

    /// Makes a function.
    public init(name: String, overloads: [Overload]) {
        self.name = name
        self.overloads = overloads
    }
}

/// One signature of a function with what it does.
public struct Overload: Sendable {
    /// Computes the value from the arguments, the target first.
    public typealias Implementation = @Sendable ([Value], EvaluationContext) throws(EvaluationError) -> Value

    /// Its name among all overloads.
    public let id: String
    /// The types of the arguments, the target first.
    public let params: [CELType]
    /// The type of the value.
    public let result: CELType
    /// Whether it is called as `target.name(…)`.
    public let isMember: Bool
    let implementation: Implementation

    /// Makes an overload.
    public init(
        id: String,
        params: [CELType],
        result: CELType,
        isMember: Bool,
        implementation: @escaping Implementation
    ) {
        self.id = id
        self.params = params
        self.result = result
        self.isMember = isMember
        self.implementation = implementation
    }
}
