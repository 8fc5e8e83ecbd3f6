/// What an expression may use: variables, record types, functions, units and code lists.
public struct Environment: Sendable {
    /// Whether the language keeps a word for itself, so that no variable can have it as its name.
    public static func isReserved(_ name: String) -> Bool { Parser.reserved.contains(name) }

    /// What is on besides the core of the language.
    public struct Extensions: OptionSet, Sendable {
        /// The set as bits.
        public let rawValue: Int

        /// Makes a set from bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// `charAt`, `indexOf`, `split`, `format` and the like.
        public static let strings = Extensions(rawValue: 1)
        /// `math.greatest`, `math.bitAnd` and the like.
        public static let math = Extensions(rawValue: 2)
        /// `base64.encode` and `base64.decode`.
        public static let encoders = Extensions(rawValue: 4)
        /// `cel.bind`.
        public static let bindings = Extensions(rawValue: 8)
        /// `a.?b`, `[?x]`, `optional.of` and the like.
        public static let optionals = Extensions(rawValue: 16)
        /// `all(i, v, …)`, `transformList` and the like.
        public static let twoVariables = Extensions(rawValue: 32)
        /// `sum`, `count`, `min`, `max`, `distinct` and `countBy` over lists.
        public static let aggregates = Extensions(rawValue: 64)
        /// Exact decimals, days, quantities with units, and records whose fields may be absent.
        public static let records = Extensions(rawValue: 128)
        /// Check digits, code lists and the like.
        public static let trade = Extensions(rawValue: 256)

        /// The extensions of the specification.
        public static let standard: Extensions = [.strings, .math, .encoders, .bindings, .optionals, .twoVariables]
        /// All of them.
        public static let all: Extensions = [.standard, .aggregates, .records, .trade]
    }

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
    private var shapes: [RecordShape] = []
    private(set) var functions: [String: [Overload]]
    /// Whether a variable's name has a dot in it.
    private(set) var hasQualifiedNames = false

    /// What is on besides the core of the language.
    public let extensions: Extensions
    /// The namespace in which names are looked up first, such as `com.example`.
    public var container = ""
    /// Whether macros such as `has` and `all` are expanded.
    public var hasMacros = true

    /// The units of quantities.
    public var units: UnitTable = .empty
    /// The code lists that `inCodeList` and `lookup` ask.
    public var codeLists: any CodeListSource = NoCodeLists()
    /// The reference tables that `inTable` may ask, so that an expression asks none that its rule does not name.
    public var tables: [String] = []

    /// An environment with the standard library and no variables.
    ///
    /// - Parameter extensions: what is on besides.
    public init(_ extensions: Extensions = .all) {
        self.extensions = extensions
        functions = Library.functions(extensions)
    }

    /// Declares a variable.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - type: its type.
    ///   - isRunConstant: whether its value is the same for the whole run, so that aggregates may use it.
    /// - Returns: its slot.
    @discardableResult
    public mutating func declare(_ name: String, _ type: CELType, isRunConstant: Bool = false) -> Int {
        hasQualifiedNames = hasQualifiedNames || name.utf8.contains(UInt8(ascii: "."))
        variables.append(Variable(name: name, type: type, isRunConstant: isRunConstant))
        return variables.count - 1
    }

    /// The slot of a declared variable, the last one of the name; nothing if there is none.
    ///
    /// Looked for one by one: they are few, and environments are made by the hundred, each from another.
    public func slot(of name: String) -> Int? { variables.lastIndex { $0.name == name } }

    /// Declares a list of records whose aggregates the embedder computes as members arrive.
    ///
    /// - Returns: its slot.
    @discardableResult
    public mutating func declare(collection name: String, of record: String) -> Int {
        variables.append(Variable(name: name, type: .list(.record(record)), isCollection: true))
        return variables.count - 1
    }

    /// Declares a type of records.
    public mutating func declare(record shape: RecordShape) { shapes.append(shape) }

    /// The type of records of a name, the last that was declared; nothing if there is none.
    func shape(named name: String) -> RecordShape? { shapes.last { $0.name == name } }

    /// Declares a function, or further overloads of one.
    public mutating func declare(function: Function) { functions[function.name, default: []] += function.overloads }

    /// Parses and checks an expression.
    ///
    /// - Parameters:
    ///   - source: the expression.
    ///   - expected: the type that its value must have.
    ///   - isChecked: whether faults of types and unknown names are errors; otherwise they are evaluation errors of the
    ///     parts that have them.
    /// - Returns: the checked expression.
    /// - Throws: every fault that was found.
    public func compile(
        _ source: String,
        expecting expected: CELType? = nil,
        isChecked: Bool = true
    ) throws(CompileErrors) -> Program {
        let expression: Expression
        do {
            expression = try Parser.parse(source, Parser.Options(extensions: extensions, hasMacros: hasMacros))
        } catch {
            throw CompileErrors(source: source, errors: [error])
        }
        var checker = Checker(environment: self, isStrict: isChecked)
        var node = checker.check(expression, expecting: expected)
        node.type = checker.types.resolve(node.type, final: true)
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
