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

    /// The error of a call with values of types that it does not take.
    func noOverload(_ name: String) -> EvaluationError { error("'\(name)' does not take these values") }
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

extension Function {
    /// The same with what it does with typed values; for functions with one overload.
    func typed(_ form: TypedForm) -> Function {
        Function(
            name: name,
            overloads: overloads.map { overload in
                var overload = overload
                overload.typed = form
                return overload
            }
        )
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
    /// Whether the last argument may stand any number of times, at least once.
    let isVariadic: Bool
    let implementation: Implementation
    /// What it does with typed values, where that can be said.
    var typed: TypedForm?

    /// Whether it takes a number of arguments, the target included.
    func takes(_ count: Int) -> Bool { isVariadic ? count >= params.count : count == params.count }

    /// The types of so many arguments.
    func params(for count: Int) -> [CELType] {
        isVariadic ? params + Array(repeating: params[params.count - 1], count: count - params.count) : params
    }

    /// Makes an overload; a variadic one takes its last argument any number of times.
    public init(
        id: String,
        params: [CELType],
        result: CELType,
        isMember: Bool,
        isVariadic: Bool = false,
        implementation: @escaping Implementation
    ) {
        self.isVariadic = isVariadic
        self.id = id
        self.params = params
        self.result = result
        self.isMember = isMember
        self.implementation = implementation
    }
}
