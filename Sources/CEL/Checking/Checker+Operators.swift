extension Checker {
    /// Checks an operator with two operands.
    mutating func binary(
        _ operation: BinaryOperator,
        _ l: Expression,
        _ r: Expression,
        at offset: Int,
        _ expected: CELType?
    ) -> Node {
        var left = check(l, expecting: expected == .decimal ? .decimal : nil)
        var right = check(r, expecting: expected == .decimal ? .decimal : nil)
        adapt(&left, l, &right, r)
        guard let type = result(operation, known(left.type), known(right.type)) else {
            let types = [known(left.type), known(right.type)]
            if operation == .divide, types.contains(.decimal) {
                reportIfStrict(CELMessages.decimalDivision, at: offset)
            } else if types.contains(.decimal), types.contains(.double) {
                reportIfStrict(CELMessages.mixedDecimal, at: offset)
            } else {
                reportIfStrict(CELMessages.operands(operation.rawValue, types[0], types[1]), at: offset)
            }
            return Node(code: .binary(operation, left.code, right.code, offset: offset), type: .dyn)
        }
        return Node(
            code: .binary(operation, left.code, right.code, offset: offset),
            type: type,
            isLiteral: left.isLiteral && right.isLiteral
        )
    }

    /// The type of an operation's value; nothing where the operands do not fit.
    private mutating func result(_ operation: BinaryOperator, _ left: CELType, _ right: CELType) -> CELType? {
        let exact: Set<CELType> = [.int, .decimal]
        switch operation {
        case .equal, .notEqual:
            if types.assign(left, to: right) || types.assign(right, to: left) { return .bool }
            let numbers: Set<CELType> = [.int, .uint, .double]
            if numbers.contains(left), numbers.contains(right) { return .bool }
            if left == .quantity && exact.contains(right) || right == .quantity && exact.contains(left) { return .bool }
            return left == .null || right == .null ? .bool : nil
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if Self.isUnknown(left) || Self.isUnknown(right) { return .bool }
            let numbers: Set<CELType> = [.int, .uint, .double]
            if numbers.contains(left), numbers.contains(right) { return .bool }
            if exact.contains(left), exact.contains(right) { return .bool }
            if left == .quantity && exact.contains(right) || right == .quantity && exact.contains(left) { return .bool }
            return left == right && Self.ordered.contains(left) ? .bool : nil
        case .isIn:
            switch right {
            case .list(let element):
                let isSame = types.assign(left, to: element) || types.assign(element, to: left)
                return isSame || Self.isMixed(left, element) ? .bool : nil
            case .map(let key, _): return types.assign(left, to: key) || Self.isMixed(left, key) ? .bool : nil
            case .dyn, .variable: return .bool
            default: return nil
            }
        case .add, .subtract, .multiply, .divide, .remainder:
            return arithmetic(operation, left, right)
        }
    }

    private mutating func arithmetic(_ operation: BinaryOperator, _ left: CELType, _ right: CELType) -> CELType? {
        let exact: Set<CELType> = [.int, .decimal]
        switch (left, right) {
        case (.int, .int), (.uint, .uint): return left
        case (.double, .double): return operation == .remainder ? nil : .double
        case (.string, .string), (.bytes, .bytes): return operation == .add ? left : nil
        case (.list(let first), .list(let second)):
            return operation == .add ? .list(types.join(first, second) ?? .dyn) : nil
        case (.timestamp, .timestamp): return operation == .subtract ? .duration : nil
        case (.timestamp, .duration): return operation == .add || operation == .subtract ? .timestamp : nil
        case (.duration, .timestamp): return operation == .add ? .timestamp : nil
        case (.duration, .duration): return operation == .add || operation == .subtract ? .duration : nil
        case (.dyn, _), (_, .dyn), (.variable, _), (_, .variable): return .dyn
        case (.date, .date): return operation == .subtract ? .int : nil
        case (.date, .int): return operation == .add || operation == .subtract ? .date : nil
        case (.quantity, .quantity): return operation == .add || operation == .subtract ? .quantity : nil
        default:
            guard exact.contains(left), exact.contains(right) else { return nil }
            return operation == .divide || operation == .remainder ? nil : .decimal
        }
    }

    private static func isUnknown(_ type: CELType) -> Bool {
        if case .variable = type { return true }
        return type == .dyn
    }

    /// Types whose values have an order.
    private static let ordered: Set<CELType> = [
        .string, .bytes, .bool, .date, .quantity, .timestamp, .duration,
    ]

    /// Whether both are numbers, which compare by value whatever their types.
    private static func isMixed(_ left: CELType, _ right: CELType) -> Bool {
        let numbers: Set<CELType> = [.int, .uint, .double]
        return numbers.contains(left) && numbers.contains(right)
    }
}
