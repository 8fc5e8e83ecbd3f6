/// Gives every expression its type and resolves names, fields and overloads.
struct Checker {
    /// A checked expression with its type.
    struct Node {
        var code: Code
        var type: CELType
        /// For a literal with a fraction, or lists of them: what may still become an exact decimal.
        var isLiteral = false
    }

    /// The faults so far.
    private(set) var errors: [CompileError] = []
    /// The fields read.
    private(set) var reads: Set<FieldRead> = []
    /// The slots read.
    private(set) var slotsRead: Set<Int> = []
    /// The aggregates over collections.
    private(set) var aggregates: [Aggregate] = []
    /// The slots of collections that are needed member by member.
    private(set) var wholeCollections: Set<Int> = []
    /// How many iteration variables there are at most at a time.
    private(set) var localCount = 0

    private let environment: Environment
    private var locals: [(name: String, type: CELType)] = []

    /// Makes a checker.
    init(environment: Environment) {
        self.environment = environment
    }

    /// Notes a fault.
    mutating func report(_ message: String, at offset: Int) {
        if errors.count < 100 { errors.append(CompileError(offset: offset, message: message)) }
    }

    private static let unknown = Node(code: .constant(.null), type: .dyn)

    /// Checks an expression.
    mutating func check(_ expression: Expression, expecting expected: CELType? = nil) -> Node {
        switch expression.kind {
        case .literal(let value, let written): return literal(value, written, expected)
        case .identifier(let name): return identifier(name, at: expression.offset)
        case .select(let operand, let name, let isOptional):
            return select(operand, name, isOptional: isOptional, at: expression.offset)
        case .test(let operand, let name): return test(operand, name, at: expression.offset)
        case .testVariable(let name):
            guard case .slot(let slot) = identifier(name, at: expression.offset).code else {
                report(CELMessages.hasArgument, at: expression.offset)
                return Self.unknown
            }
            return Node(code: .testSlot(slot), type: .bool)
        case .index(let operand, let index, let isOptional):
            return self.index(operand, index, isOptional: isOptional, at: expression.offset)
        case .call(let name, let target, let arguments):
            return call(name, target, arguments, at: expression.offset, expected)
        case .macro(let macro, let range, let variable, let bodies):
            return self.macro(macro, range, variable, bodies, at: expression.offset)
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
            if ![.int, .double, .decimal, .dyn].contains(node.type) {
                report(CELMessages.noOverload("-", [node.type]), at: expression.offset)
            }
            return Node(code: .negate(node.code, offset: expression.offset), type: node.type)
        case .conditional(let test, let yes, let no):
            return conditional(test, yes, no, at: expression.offset, expected)
        case .binary(let operation, let left, let right):
            return binary(operation, left, right, at: expression.offset, expected)
        }
    }

    private mutating func condition(_ expression: Expression) -> Code {
        let node = check(expression, expecting: .bool)
        if node.type != .bool, node.type != .dyn {
            report(CELMessages.type(.bool, found: node.type), at: expression.offset)
        }
        return node.code
    }

    private func literal(_ value: Value, _ written: String?, _ expected: CELType?) -> Node {
        if expected == .decimal, let written, let decimal = Decimal(written) {
            return Node(code: .constant(.decimal(decimal)), type: .decimal)
        }
        let type: CELType =
            switch value {
            case .null: .null
            case .bool: .bool
            case .int: .int
            case .uint: .uint
            case .double: .double
            case .string: .string
            case .bytes: .bytes
            default: .dyn
            }
        return Node(code: .constant(value), type: type, isLiteral: written != nil)
    }

    private mutating func identifier(_ name: String, at offset: Int) -> Node {
        if let local = locals.lastIndex(where: { $0.name == name }) {
            return Node(code: .local(local), type: locals[local].type)
        }
        guard let slot = environment.slots[name] else {
            report(
                CELMessages.unknownVariable(name, environment.variables.map(\.name) + locals.map(\.name)),
                at: offset
            )
            return Self.unknown
        }
        slotsRead.insert(slot)
        if environment.variables[slot].isCollection { wholeCollections.insert(slot) }
        return Node(code: .slot(slot), type: environment.variables[slot].type)
    }

    private mutating func field(_ name: String, of record: String, at offset: Int) -> (index: Int, type: CELType)? {
        guard let shape = environment.shapes[record] else { return nil }
        guard let index = shape.indices[name] else {
            report(CELMessages.unknownField(name, of: record, shape.fields.map(\.name)), at: offset)
            return nil
        }
        reads.insert(FieldRead(record: record, field: index))
        return (index, shape.fields[index].type)
    }

    private mutating func select(
        _ operand: Expression,
        _ name: String,
        isOptional: Bool,
        at offset: Int
    ) -> Node {
        let node = check(operand)
        switch node.type {
        case .record(let record):
            guard let field = field(name, of: record, at: offset) else { return Self.unknown }
            return isOptional
                ? Node(code: .optionalField(node.code, field.index), type: .optional(field.type))
                : Node(code: .field(node.code, field.index), type: field.type)
        case .quantity where name == "value":
            return Node(code: .call(Library.quantityValue, [node.code], offset: offset), type: .decimal)
        case .quantity where name == "unit":
            return Node(code: .call(Library.quantityUnit, [node.code], offset: offset), type: .string)
        case .map(_, let value):
            return isOptional
                ? Node(code: .optionalKey(node.code, .constant(.string(name))), type: .optional(value))
                : Node(code: .key(node.code, name, offset: offset), type: value)
        case .dyn:
            return isOptional
                ? Node(code: .optionalKey(node.code, .constant(.string(name))), type: .optional(.dyn))
                : Node(code: .key(node.code, name, offset: offset), type: .dyn)
        default:
            report(CELMessages.unknownField(name, of: node.type.description, []), at: offset)
            return Self.unknown
        }
    }

    private mutating func test(_ operand: Expression, _ name: String, at offset: Int) -> Node {
        let node = check(operand)
        guard case .record(let record) = node.type else {
            return Node(code: .testKey(node.code, name), type: .bool)
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
        let type: CELType
        switch node.type {
        case .list(let element): type = element
        case .map(_, let value): type = value
        case .dyn: type = .dyn
        default:
            report(CELMessages.noOverload("[]", [node.type, indexNode.type]), at: offset)
            return Self.unknown
        }
        return isOptional
            ? Node(code: .optionalKey(node.code, indexNode.code), type: .optional(type))
            : Node(code: .index(node.code, indexNode.code, offset: offset), type: type)
    }

    private mutating func list(_ items: [Expression], _ expected: CELType?) -> Node {
        var element: CELType?
        if case .list(let wanted)? = expected { element = wanted }
        let nodes = items.map { check($0, expecting: element) }
        let types = Set(nodes.map(\.type))
        let type = types.count == 1 ? nodes[0].type : element ?? .dyn
        let isLiteral = !nodes.isEmpty && nodes.allSatisfy(\.isLiteral)
        return Node(code: .list(nodes.map(\.code)), type: .list(type), isLiteral: isLiteral)
    }

    private mutating func map(_ entries: [(key: Expression, value: Expression)], at offset: Int) -> Node {
        let nodes = entries.map { (key: check($0.key), value: check($0.value)) }
        let keys = Set(nodes.map(\.key.type))
        let values = Set(nodes.map(\.value.type))
        return Node(
            code: .map(nodes.map { ($0.key.code, $0.value.code) }, offset: offset),
            type: .map(keys.count == 1 ? nodes[0].key.type : .dyn, values.count == 1 ? nodes[0].value.type : .dyn)
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
        if left.type != right.type, !left.type.accepts(right.type), !right.type.accepts(left.type) {
            report(CELMessages.operands("? :", left.type, right.type), at: offset)
        }
        let type = left.type.accepts(right.type) ? left.type : right.type
        return Node(
            code: .conditional(test, left.code, right.code, offset: offset),
            type: type,
            isLiteral: left.isLiteral && right.isLiteral
        )
    }

    /// A literal beside an exact decimal is read exactly from its source text.
    private mutating func adapt(_ left: inout Node, _ l: Expression, _ right: inout Node, _ r: Expression) {
        func isExact(_ type: CELType) -> Bool { [.decimal, .quantity, .list(.decimal)].contains(type) }
        func wanted(_ node: Node) -> CELType {
            if case .list = node.type { return .list(.decimal) }
            return .decimal
        }
        if isExact(left.type), right.isLiteral { right = check(r, expecting: wanted(right)) }
        if isExact(right.type), left.isLiteral { left = check(l, expecting: wanted(left)) }
    }
}

// MARK: - Operators, calls and macros

extension Checker {
    private mutating func binary(
        _ operation: BinaryOperator,
        _ l: Expression,
        _ r: Expression,
        at offset: Int,
        _ expected: CELType?
    ) -> Node {
        var left = check(l, expecting: expected == .decimal ? .decimal : nil)
        var right = check(r, expecting: expected == .decimal ? .decimal : nil)
        adapt(&left, l, &right, r)
        guard let type = Self.result(operation, left.type, right.type) else {
            let types = [left.type, right.type]
            if operation == .divide, types.contains(.decimal) {
                report(CELMessages.decimalDivision, at: offset)
            } else if types.contains(.decimal), types.contains(.double) {
                report(CELMessages.mixedDecimal, at: offset)
            } else {
                report(CELMessages.operands(operation.rawValue, left.type, right.type), at: offset)
            }
            return Self.unknown
        }
        return Node(
            code: .binary(operation, left.code, right.code, offset: offset),
            type: type,
            isLiteral: left.isLiteral && right.isLiteral
        )
    }

    /// The type of an operation's value; nothing where the operands do not fit.
    private static func result(_ operation: BinaryOperator, _ left: CELType, _ right: CELType) -> CELType? {
        let exact: Set<CELType> = [.int, .decimal]
        switch operation {
        case .equal, .notEqual:
            if left.accepts(right) || right.accepts(left) { return .bool }
            let numbers: Set<CELType> = [.int, .uint, .double]
            if numbers.contains(left), numbers.contains(right) { return .bool }
            if left == .quantity && exact.contains(right) || right == .quantity && exact.contains(left) { return .bool }
            return left == .null || right == .null ? .bool : nil
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if left == .dyn || right == .dyn { return .bool }
            let numbers: Set<CELType> = [.int, .uint, .double]
            if numbers.contains(left), numbers.contains(right) { return .bool }
            if exact.contains(left), exact.contains(right) { return .bool }
            if left == .quantity && exact.contains(right) || right == .quantity && exact.contains(left) { return .bool }
            return left == right && [.string, .bytes, .bool, .date, .quantity].contains(left) ? .bool : nil
        case .isIn:
            switch right {
            case .list(let element): return element.accepts(left) || left.accepts(element) ? .bool : nil
            case .map(let key, _): return key.accepts(left) ? .bool : nil
            case .dyn: return .bool
            default: return nil
            }
        case .add, .subtract, .multiply, .divide, .remainder:
            if left == .dyn || right == .dyn { return .dyn }
            return arithmetic(operation, left, right)
        }
    }

    private static func arithmetic(_ operation: BinaryOperator, _ left: CELType, _ right: CELType) -> CELType? {
        let exact: Set<CELType> = [.int, .decimal]
        switch (left, right) {
        case (.int, .int), (.uint, .uint): return left
        case (.double, .double): return operation == .remainder ? nil : .double
        case (.string, .string), (.bytes, .bytes): return operation == .add ? left : nil
        case (.list(let first), .list(let second)):
            return operation == .add ? .list(first == second ? first : .dyn) : nil
        case (.date, .date): return operation == .subtract ? .int : nil
        case (.date, .int): return operation == .add || operation == .subtract ? .date : nil
        case (.quantity, .quantity): return operation == .add || operation == .subtract ? .quantity : nil
        default:
            guard exact.contains(left), exact.contains(right) else { return nil }
            return operation == .divide || operation == .remainder ? nil : .decimal
        }
    }

    private mutating func call(
        _ name: String,
        _ target: Expression?,
        _ arguments: [Expression],
        at offset: Int,
        _ expected: CELType?
    ) -> Node {
        let expressions = (target.map { [$0] } ?? []) + arguments
        guard let overloads = environment.functions[name] else {
            report(CELMessages.unknownFunction(name, environment.functions.keys.sorted()), at: offset)
            return Self.unknown
        }
        var nodes = expressions.map { check($0) }
        let candidates = overloads.filter { $0.isMember == (target != nil) && $0.params.count == nodes.count }
        guard let overload = candidates.first(where: { fits($0, nodes) }) else {
            report(CELMessages.noOverload(name, nodes.map(\.type)), at: offset)
            return Self.unknown
        }
        for (index, parameter) in overload.params.enumerated() where parameter == .decimal {
            if nodes[index].isLiteral { nodes[index] = check(expressions[index], expecting: .decimal) }
            if nodes[index].type == .int { nodes[index].code = .toDecimal(nodes[index].code) }
        }
        checkCodeList(name, expressions)
        if name == "matches", case .literal(.string(let pattern), _) = expressions[1].kind {
            do {
                return Node(code: .matches(nodes[0].code, try Regex(pattern), offset: offset), type: .bool)
            } catch {
                report(error.message, at: expressions[1].offset)
                return Self.unknown
            }
        }
        var result = overload.result
        // `orValue` gives what the optional wraps.
        if case .optional(let wrapped) = nodes.first?.type, name == "orValue" || name == "value" { result = wrapped }
        if name == "orValue", nodes.count == 2, nodes[1].isLiteral, result == .decimal {
            nodes[1] = check(expressions[1], expecting: .decimal)
        }
        return Node(code: .call(overload, nodes.map(\.code), offset: offset), type: result)
    }

    private func fits(_ overload: Overload, _ nodes: [Node]) -> Bool {
        zip(overload.params, nodes).allSatisfy { parameter, node in
            parameter.accepts(node.type) || (parameter == .decimal && node.isLiteral)
        }
    }

    private mutating func checkCodeList(_ name: String, _ expressions: [Expression]) {
        let position: Int
        switch name {
        case "inCodeList" where expressions.count == 2: position = 1
        case "lookup" where expressions.count == 3: position = 1
        default: return
        }
        guard case .literal(.string(let list), _) = expressions[position].kind else { return }
        let names = environment.codeLists.names
        if !names.contains(list) {
            report(CELMessages.unknownList(list, names), at: expressions[position].offset)
        }
    }

    private mutating func macro(
        _ macro: Macro,
        _ range: Expression,
        _ variable: String?,
        _ bodies: [Expression],
        at offset: Int
    ) -> Node {
        let collection = self.collection(of: range)
        let rangeNode: Node
        if let collection {
            slotsRead.insert(collection)
            rangeNode = Node(code: .slot(collection), type: environment.variables[collection].type)
        } else {
            rangeNode = check(range)
        }
        let element: CELType
        switch rangeNode.type {
        case .list(let type): element = type
        case .map(let key, _): element = key
        case .dyn: element = .dyn
        default:
            report(CELMessages.noOverload(macro.rawValue, [rangeNode.type]), at: offset)
            return Self.unknown
        }
        let outer = (slots: slotsRead, whole: wholeCollections, aggregates: aggregates.count)
        slotsRead = []
        locals.append((variable ?? "", element))
        localCount = Swift.max(localCount, locals.count)
        let local = locals.count - 1
        var nodes = bodies.map { body in
            let needsBool =
                macro == .all || macro == .exists || macro == .existsOne || macro == .filter || macro == .count
            return needsBool
                ? Node(code: condition(body), type: .bool) : check(body)
        }
        locals.removeLast()
        let bodySlots = slotsRead
        slotsRead.formUnion(outer.slots)
        // Sums of decimals start from an exact zero.
        if macro == .sum, let type = nodes.first?.type,
            ![.int, .uint, .double, .decimal, .quantity, .dyn].contains(type)
        {
            report(CELMessages.noOverload("sum", [type]), at: offset)
        }
        let type = Self.type(of: macro, element: element, body: nodes.last?.type)
        if let collection {
            let isIndependent =
                locals.isEmpty && aggregates.count == outer.aggregates
                && wholeCollections == outer.whole
                && bodySlots.allSatisfy { environment.variables[$0].isRunConstant }
            if isIndependent, macro != .map, macro != .filter, macro != .existsOne, nodes.count <= 1 {
                let id = aggregates.count
                aggregates.append(
                    Aggregate(
                        id: id,
                        collection: collection,
                        operation: macro,
                        body: nodes.first?.code,
                        key: "\(macro.rawValue)(\(variable ?? ""), \(bodies.first?.canonical ?? ""))",
                        readsConstants: !bodySlots.isEmpty,
                        type: type,
                        units: environment.units,
                        codeLists: environment.codeLists,
                        locals: localCount
                    )
                )
                return Node(code: .aggregate(id), type: type)
            }
            wholeCollections.insert(collection)
        }
        if nodes.isEmpty { nodes = [] }
        return Node(
            code: .macro(macro, range: rangeNode.code, local: local, bodies: nodes.map(\.code), offset: offset),
            type: type
        )
    }

    /// The slot of a collection that an expression names directly.
    private func collection(of expression: Expression) -> Int? {
        guard case .identifier(let name) = expression.kind, !locals.contains(where: { $0.name == name }),
            let slot = environment.slots[name], environment.variables[slot].isCollection
        else { return nil }
        return slot
    }

    private static func type(of macro: Macro, element: CELType, body: CELType?) -> CELType {
        switch macro {
        case .all, .exists, .existsOne: .bool
        case .count: .int
        case .filter: .list(element)
        case .map, .distinct: .list(body ?? .dyn)
        case .sum, .min, .max: body ?? .dyn
        case .countBy: .map(body ?? .dyn, .int)
        }
    }
}
