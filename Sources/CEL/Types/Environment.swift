/// What an expression may use: variables, record types, functions, units and code lists.
public struct Environment: Sendable {
    /// One declared variable; its slot is its place in the order of declaration.
    struct Variable {
        var name: String
        var type: CELType
        /// Whether it is a collection whose aggregates the embedder computes.
        var isCollection = false
        /// Whether its value is the same for the whole run.
        var isRunConstant = false
    }

    private(set) var variables: [Variable] = []
    private(set) var slots: [String: Int] = [:]
    private(set) var shapes: [String: RecordShape] = [:]
    private(set) var functions: [String: [Overload]] = Library.functions

    /// The units of quantities.
    public var units: UnitTable = .empty
    /// The code lists that `inCodeList` and `lookup` ask.
    public var codeLists: any CodeListSource = NoCodeLists()

    /// An environment with the standard library and the trade extensions, and no variables.
    public init() {}

    /// Declares a variable.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - type: its type.
    ///   - isRunConstant: whether its value is the same for the whole run, so that aggregates may use it.
    /// - Returns: its slot.
    @discardableResult
    public mutating func declare(_ name: String, _ type: CELType, isRunConstant: Bool = false) -> Int {
        slots[name] = variables.count
        variables.append(Variable(name: name, type: type, isRunConstant: isRunConstant))
        return variables.count - 1
    }

    /// Declares a list of records whose aggregates the embedder computes as members arrive.
    ///
    /// - Returns: its slot.
    @discardableResult
    public mutating func declare(collection name: String, of record: String) -> Int {
        slots[name] = variables.count
        variables.append(Variable(name: name, type: .list(.record(record)), isCollection: true))
        return variables.count - 1
    }

    /// Declares a type of records.
    public mutating func declare(record shape: RecordShape) { shapes[shape.name] = shape }

    /// Declares a function, or further overloads of one.
    public mutating func declare(function: Function) { functions[function.name, default: []] += function.overloads }

    /// Parses and checks an expression.
    ///
    /// - Parameters:
    ///   - source: the expression.
    ///   - expected: the type that its value must have.
    /// - Returns: the checked expression.
    /// - Throws: every fault that was found.
    public func compile(_ source: String, expecting expected: CELType? = nil) throws(CompileErrors) -> Program {
        let expression: Expression
        do {
            expression = try Parser.parse(source)
        } catch {
            throw CompileErrors(source: source, errors: [error])
        }
        var checker = Checker(environment: self)
        let node = checker.check(expression, expecting: expected)
        if let expected, checker.errors.isEmpty, !expected.accepts(node.type) {
            checker.report(CELMessages.type(expected, found: node.type), at: expression.offset)
        }
        guard checker.errors.isEmpty else { throw CompileErrors(source: source, errors: checker.errors) }
        return Program(
            source: source,
            type: node.type,
            code: node.code,
            localCount: checker.localCount,
            reads: checker.reads,
            slots: checker.slotsRead,
            aggregates: checker.aggregates,
            wholeCollections: checker.wholeCollections,
            units: units,
            codeLists: codeLists
        )
    }
}
