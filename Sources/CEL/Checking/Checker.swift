/// Gives every expression its type and resolves names, fields and overloads.
///
/// A checker that is not strict turns what is wrong into code that fails when it is evaluated.
struct Checker {
    /// A checked expression with its type.
    struct Node {
        var code: Code
        var type: CELType
        /// For a literal with a fraction, or lists of them: what may still become an exact decimal.
        var isLiteral = false
    }

    /// An iteration variable, or one that `cel.bind` binds.
    struct Local {
        var name: String
        var type: CELType
    }

    /// The faults so far.
    private(set) var errors: [CompileError] = []
    /// The fields read, each once; they are few, so that a list serves.
    private(set) var reads: [FieldRead] = []
    /// The slots read.
    var slotsRead: Set<Int> = []
    /// The aggregates over collections.
    var aggregates: [Aggregate] = []
    /// The slots of collections that are needed member by member.
    var wholeCollections: Set<Int> = []
    /// How many iteration variables there are at most at a time.
    private(set) var localCount = 0
    /// What is known of types not given.
    var types = TypeSubstitution()

    let environment: Environment
    private(set) var locals: [Local] = []
    private let isStrict: Bool

    /// Makes a checker.
    init(environment: Environment, isStrict: Bool) {
        self.environment = environment
        self.isStrict = isStrict
    }

    /// Notes a fault.
    mutating func report(_ message: String, at offset: Int) {
        if errors.count < 100 { errors.append(CompileError(offset: offset, message: message)) }
    }

    /// Notes a fault, or makes code that fails with it where the checker is not strict.
    mutating func fail(_ message: String, at offset: Int) -> Node {
        if isStrict { report(message, at: offset) }
        return Node(code: .fail(message, offset: offset), type: .dyn)
    }

    /// Notes a fault, unless it shall only show when it is evaluated.
    mutating func reportIfStrict(_ message: String, at offset: Int) {
        if isStrict { report(message, at: offset) }
    }

    /// Adds iteration variables for as long as a body is checked.
    ///
    /// - Returns: the number of the first, and what the body gave.
    mutating func withLocals<Result>(
        _ added: [Local],
        _ body: (inout Checker) -> Result
    ) -> (first: Int, result: Result) {
        let first = locals.count
        locals += added
        localCount = Swift.max(localCount, locals.count)
        let result = body(&self)
        locals.removeLast(added.count)
        return (first, result)
    }

    /// Checks something that knows none of the iteration variables around it.
    mutating func withoutLocals<Result>(_ body: (inout Checker) -> Result) -> Result {
        let around = locals
        locals = []
        let result = body(&self)
        locals = around
        return result
    }

    /// The type with all that is known of it by now.
    func known(_ type: CELType) -> CELType { types.resolve(type) }

    /// Checks an expression.
    mutating func check(_ expression: Expression, expecting expected: CELType? = nil) -> Node {
        switch expression.kind {
        case .literal(let value, let written): return literal(value, written, expected)
        case .identifier(let name): return identifier(name, at: expression.offset)
        case .select(let operand, let name, let isOptional):
            if !isOptional, let node = qualified(expression) { return node }
            return select(operand, name, isOptional: isOptional, at: expression.offset)
        case .test(let operand, let name): return test(operand, name, at: expression.offset)
        case .testVariable(let name):
            guard case .slot(let slot) = identifier(name, at: expression.offset).code else {
                return fail(CELMessages.hasArgument, at: expression.offset)
            }
            return Node(code: .testSlot(slot), type: .bool)
        case .index(let operand, let index, let isOptional):
            return self.index(operand, index, isOptional: isOptional, at: expression.offset)
        case .call(let name, let target, let arguments):
            return call(name, target, arguments, at: expression.offset)
        case .macro(let macro, let range, let variables, let bodies):
            return self.macro(macro, range, variables, bodies, at: expression.offset)
        case .optionalMap(let operand, let variable, let body, let isFlat):
            return optionalMap(operand, variable, body, isFlat: isFlat, at: expression.offset)
        case .bind(let name, let value, let body): return bind(name, value, body, expected)
        case .list(let items): return list(items, expected)
        case .map(let entries): return map(entries, at: expression.offset)
        case .and(let left, let right):
            return Node(code: .and(condition(left), condition(right)), type: .bool)
        case .or(let left, let right):
            return Node(code: .or(condition(left), condition(right)), type: .bool)
        case .not(let operand):
            return Node(code: .not(condition(operand), offset: expression.offset), type: .bool)
        case .negate(let operand):
            let node = check(operand, expecting: expected)
            if ![.int, .double, .decimal, .dyn].contains(known(node.type)) {
                reportIfStrict(CELMessages.noOverload("-", [node.type]), at: expression.offset)
            }
            return Node(code: .negate(node.code, offset: expression.offset), type: node.type)
        case .conditional(let test, let yes, let no):
            return conditional(test, yes, no, at: expression.offset, expected)
        case .binary(let operation, let left, let right):
            return binary(operation, left, right, at: expression.offset, expected)
        }
    }

    /// Checks what must be true or false.
    mutating func condition(_ expression: Expression) -> Code {
        let node = check(expression, expecting: .bool)
        if !types.assign(node.type, to: .bool) {
            reportIfStrict(CELMessages.type(.bool, found: known(node.type)), at: expression.offset)
        }
        return node.code
    }

    private func literal(_ value: Value, _ written: String?, _ expected: CELType?) -> Node {
        if expected == .decimal, let written, let decimal = Decimal(written) {
            return Node(code: .constant(.decimal(decimal)), type: .decimal)
        }
        return Node(code: .constant(value), type: value.type, isLiteral: written != nil)
    }

    // MARK: Names

    /// The names that a name may stand for, in the order of the containers around it.
    func candidates(_ name: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        guard !environment.container.isEmpty else { return [name] }
        var parts = environment.container.split(separator: ".")
        var names: [String] = []
        while !parts.isEmpty {
            names.append(parts.joined(separator: ".") + ".\(name)")
            parts.removeLast()
        }
        return names + [name]
    }

    private mutating func variable(_ name: String) -> Node? {
        for candidate in candidates(name) {
            if let slot = environment.slot(of: candidate) {
                slotsRead.insert(slot)
                if environment.variables[slot].isCollection { wholeCollections.insert(slot) }
                return Node(code: .slot(slot), type: environment.variables[slot].type)
            }
            if let type = CELType.named[candidate] { return Node(code: .constant(.type(type)), type: .type) }
        }
        return nil
    }

    private mutating func identifier(_ name: String, at offset: Int) -> Node {
        if let local = locals.lastIndex(where: { $0.name == name }) {
            return Node(code: .local(local), type: locals[local].type)
        }
        if let node = variable(name) { return node }
        return fail(
            CELMessages.unknownVariable(name, environment.variables.map(\.name) + locals.map(\.name)),
            at: offset
        )
    }

    /// The variable that a chain of names as a whole is, such as `a.b.c`; the longest beginning of a chain decides.
    private mutating func qualified(_ expression: Expression) -> Node? {
        guard environment.hasQualifiedNames || CELType.named[Self.chain(expression) ?? ""] != nil,
            let name = Self.chain(expression)
        else { return nil }
        let root = String(name.prefix { $0 != "." })
        guard name.hasPrefix(".") || !locals.contains(where: { $0.name == root }) else { return nil }
        return variable(name)
    }

    /// `a.b.c` as text, if the expression is a chain of plain names.
    static func chain(_ expression: Expression) -> String? {
        switch expression.kind {
        case .identifier(let name): name
        case .select(let operand, let name, isOptional: false): chain(operand).map { "\($0).\(name)" }
        default: nil
        }
    }

    /// Whether a name is an iteration variable.
    func isLocal(_ name: String) -> Bool { locals.contains { $0.name == name } }

    // MARK: Fields and elements

    private mutating func field(_ name: String, of record: String, at offset: Int) -> (index: Int, type: CELType)? {
        guard let shape = environment.shape(named: record) else { return nil }
        guard let index = shape.indices[name] else {
            report(CELMessages.unknownField(name, of: record, shape.fields.map(\.name)), at: offset)
            return nil
        }
        let read = FieldRead(record: record, field: index)
        if !reads.contains(read) { reads.append(read) }
        return (index, shape.fields[index].type)
    }

    private static let unknown = Node(code: .constant(.null), type: .dyn)

    private mutating func select(
        _ operand: Expression,
        _ name: String,
        isOptional: Bool,
        at offset: Int
    ) -> Node {
        let node = check(operand)
        let type = known(node.type)
        switch type {
        case .record(let record):
            guard let field = field(name, of: record, at: offset) else { return Self.unknown }
            return isOptional
                ? Node(code: .optionalField(node.code, field.index), type: .optional(field.type))
                : Node(code: .field(node.code, field.index), type: field.type)
        case .quantity where name == "value":
            return Node(code: .call(Library.quantityValue, [node.code], offset: offset), type: .decimal)
        case .quantity where name == "unit":
            return Node(code: .call(Library.quantityUnit, [node.code], offset: offset), type: .string)
        default: break
        }
        guard let element = element(of: type, .string) else {
            return fail(CELMessages.unknownField(name, of: type.description, []), at: offset)
        }
        return isOptional
            ? Node(
                code: .optionalKey(node.code, .constant(.string(name)), offset: offset),
                type: .optional(Self.unwrapped(element))
            )
            : Node(code: .key(node.code, name, offset: offset), type: element)
    }

    /// The type of an element; what is taken out of an optional is optional again.
    private mutating func element(of type: CELType, _ index: CELType) -> CELType? {
        switch type {
        case .map(let key, let value):
            return types.assign(index, to: key) || isNumber(index) && isNumber(key) ? value : nil
        case .list(let element): return [.int, .uint, .double, .dyn].contains(index) ? element : nil
        case .optional(let wrapped): return element(of: known(wrapped), index).map { .optional(Self.unwrapped($0)) }
        case .dyn, .variable: return .dyn
        default: return nil
        }
    }

    private func isNumber(_ type: CELType) -> Bool { [.int, .uint, .double].contains(known(type)) }

    private static func unwrapped(_ type: CELType) -> CELType {
        if case .optional(let wrapped) = type { return wrapped }
        return type
    }

    private mutating func test(_ operand: Expression, _ name: String, at offset: Int) -> Node {
        let node = check(operand)
        guard case .record(let record) = known(node.type) else {
            return Node(code: .testKey(node.code, name, offset: offset), type: .bool)
        }
        guard let field = field(name, of: record, at: offset) else { return Self.unknown }
        return Node(code: .testField(node.code, field.index), type: .bool)
    }

    private mutating func index(
        _ operand: Expression,
        _ index: Expression,
        isOptional: Bool,
        at offset: Int
    ) -> Node {
        let node = check(operand)
        let indexNode = check(index)
        guard let type = element(of: known(node.type), known(indexNode.type)) else {
            return fail(CELMessages.noOverload("[]", [known(node.type), known(indexNode.type)]), at: offset)
        }
        return isOptional
            ? Node(
                code: .optionalKey(node.code, indexNode.code, offset: offset),
                type: .optional(Self.unwrapped(type))
            )
            : Node(code: .index(node.code, indexNode.code, offset: offset), type: type)
    }

    // MARK: Lists, maps and conditions

    /// The type that all elements have; `dyn` where they have none in common.
    private mutating func joined(_ elements: [CELType]) -> CELType {
        guard var joined = elements.first else { return types.makeVariable() }
        for element in elements.dropFirst() {
            guard let next = types.join(joined, element) else { return .dyn }
            joined = next
        }
        return joined
    }

    /// What an optional element wraps.
    private mutating func wrapped(_ node: Node, at offset: Int) -> CELType {
        switch known(node.type) {
        case .optional(let wrapped): return wrapped
        case .dyn, .variable: return .dyn
        default:
            reportIfStrict(CELMessages.type(.optional(.dyn), found: known(node.type)), at: offset)
            return .dyn
        }
    }

    private mutating func list(_ items: [Expression.Item], _ expected: CELType?) -> Node {
        var element: CELType?
        if case .list(let wanted)? = expected { element = wanted }
        var nodes = items.map { check($0.value, expecting: element) }
        // Beside an exact decimal, literals are read exactly.
        if nodes.contains(where: { known($0.type) == .decimal }) {
            for index in nodes.indices where nodes[index].isLiteral {
                nodes[index] = check(items[index].value, expecting: .decimal)
            }
        }
        let elements = zip(items, nodes).map { item, node in
            item.isOptional ? wrapped(node, at: item.value.offset) : node.type
        }
        let type = joined(elements)
        let isLiteral = !nodes.isEmpty && nodes.allSatisfy(\.isLiteral)
        let optional = items.map(\.isOptional)
        return Node(
            code: .list(nodes.map(\.code), optional: optional.contains(true) ? optional : []),
            type: .list(type),
            isLiteral: isLiteral
        )
    }

    private mutating func map(_ entries: [Expression.Entry], at offset: Int) -> Node {
        let nodes = entries.map { (key: check($0.key), value: check($0.value)) }
        let values = zip(entries, nodes).map { entry, node in
            entry.isOptional ? wrapped(node.value, at: entry.value.offset) : node.value.type
        }
        let (key, value) = (joined(nodes.map(\.key.type)), joined(values))
        let optional = entries.map(\.isOptional)
        return Node(
            code: .map(
                nodes.map { ($0.key.code, $0.value.code) },
                optional: optional.contains(true) ? optional : [],
                offset: offset
            ),
            type: .map(key, value)
        )
    }

    private mutating func conditional(
        _ test: Expression,
        _ yes: Expression,
        _ no: Expression,
        at offset: Int,
        _ expected: CELType?
    ) -> Node {
        let test = condition(test)
        var left = check(yes, expecting: expected)
        var right = check(no, expecting: expected)
        adapt(&left, yes, &right, no)
        guard let type = types.join(left.type, right.type) else {
            reportIfStrict(CELMessages.operands("? :", known(left.type), known(right.type)), at: offset)
            return Node(code: .conditional(test, left.code, right.code, offset: offset), type: .dyn)
        }
        return Node(
            code: .conditional(test, left.code, right.code, offset: offset),
            type: type,
            isLiteral: left.isLiteral && right.isLiteral
        )
    }

    /// A literal beside an exact decimal is read exactly from its source text.
    mutating func adapt(_ left: inout Node, _ l: Expression, _ right: inout Node, _ r: Expression) {
        func isExact(_ type: CELType) -> Bool { [.decimal, .quantity, .list(.decimal)].contains(type) }
        func wanted(_ node: Node) -> CELType {
            if case .list = node.type { return .list(.decimal) }
            return .decimal
        }
        if isExact(left.type), right.isLiteral { right = check(r, expecting: wanted(right)) }
        if isExact(right.type), left.isLiteral { left = check(l, expecting: wanted(left)) }
    }
}
