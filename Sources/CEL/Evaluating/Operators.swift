/// What the operators do with values (CEL language definition, "Standard Definitions").
enum Operators {
    /// Whether two values are equal; numbers of different types compare by value.
    static func isEqual(_ left: Value, _ right: Value, units: UnitTable) throws(EvaluationError) -> Bool {
        switch (left, right) {
        case (.string(let first), .string(let second)): return first.utf8.elementsEqual(second.utf8)
        case (.decimal(let first), .decimal(let second)): return first == second
        case (.int(let first), .int(let second)): return first == second
        case (.bool(let first), .bool(let second)): return first == second
        case (.date(let first), .date(let second)): return first == second
        case (.double(let first), .double(let second)): return first == second
        case (.double(let double), _), (_, .double(let double)):
            let other: Value = if case .double = left { right } else { left }
            guard let exact = other.exact else { return false }
            guard mayMix(other) else { throw .failed(CELMessages.mixedDecimal, offset: 0) }
            return order(double, exact.mantissa) == .equal
        case (.quantity, _), (_, .quantity):
            return try compare(left, right, units: units).isEqual
        case (.bytes(let first), .bytes(let second)): return first == second
        case (.null, .null): return true
        case (.timestamp(let first), .timestamp(let second)): return first == second
        case (.duration(let first), .duration(let second)): return first == second
        case (.type(let first), .type(let second)): return first == second
        case (.list(let first), .list(let second)):
            guard first.count == second.count else { return false }
            for (a, b) in zip(first, second) where !(try isEqual(a, b, units: units)) { return false }
            return true
        case (.map(let first), .map(let second)):
            guard first.entries.count == second.entries.count else { return false }
            for entry in first.entries {
                guard let other = second[entry.key], try isEqual(entry.value, other, units: units) else { return false }
            }
            return true
        case (.optional(let first), .optional(let second)):
            guard let first, let second else { return first == nil && second == nil }
            return try isEqual(first, second, units: units)
        default:
            guard let first = left.exact, let second = right.exact else { return false }
            return first == second
        }
    }

    /// How a value stands to another.
    enum Order {
        case less
        case equal
        case greater
        /// Not a number stands in no order, not even to itself.
        case unordered

        init<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) {
            self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
        }

        var isLessOrEqual: Bool { self == .less || self == .equal }

        var isGreaterOrEqual: Bool { self == .greater || self == .equal }

        var reversed: Order { self == .less ? .greater : self == .greater ? .less : self }
    }

    /// Whether a value is less than another.
    static func isLess(_ left: Value, _ right: Value, units: UnitTable, offset: Int) throws(EvaluationError) -> Bool {
        try order(left, right, units: units, offset: offset) == .less
    }

    /// How a value stands to another; numbers of different types compare by value.
    static func order(_ left: Value, _ right: Value, units: UnitTable, offset: Int) throws(EvaluationError) -> Order {
        switch (left, right) {
        case (.decimal(let first), .decimal(let second)): return Order(first, second)
        case (.int(let first), .int(let second)): return Order(first, second)
        case (.uint(let first), .uint(let second)): return Order(first, second)
        case (.double(let first), .double(let second)): return Order(first, second)
        case (.string(let first), .string(let second)):
            // The order of UTF-8's bytes is that of the code points.
            if first.utf8.elementsEqual(second.utf8) { return .equal }
            return first.utf8.lexicographicallyPrecedes(second.utf8) ? .less : .greater
        case (.date(let first), .date(let second)): return Order(first, second)
        case (.timestamp(let first), .timestamp(let second)): return Order(first, second)
        case (.duration(let first), .duration(let second)): return Order(first, second)
        case (.bool(let first), .bool(let second)): return Order(first ? 1 : 0, second ? 1 : 0)
        case (.bytes(let first), .bytes(let second)):
            return first == second ? .equal : first.lexicographicallyPrecedes(second) ? .less : .greater
        case (.quantity, _), (_, .quantity):
            guard quantity(left) != nil, quantity(right) != nil else { break }
            let found = try compare(left, right, units: units)
            return found.isEqual ? .equal : found.isLess ? .less : .greater
        case (.double(let first), _):
            guard let second = right.exact else { break }
            guard mayMix(right) else { throw .failed(CELMessages.mixedDecimal, offset: offset) }
            return order(first, second.mantissa)
        case (_, .double(let second)):
            guard let first = left.exact else { break }
            guard mayMix(left) else { throw .failed(CELMessages.mixedDecimal, offset: offset) }
            return order(second, first.mantissa).reversed
        default:
            guard let first = left.exact, let second = right.exact else { break }
            return Order(first, second)
        }
        throw .failed(
            CELMessages.operands("<", left.type, right.type),
            offset: offset
        )
    }

    /// A double and a whole number as doubles, so the last digits of large integers do not count, as the
    /// specification's tests have it.
    private static func order(_ double: Double, _ whole: Int128) -> Order { Order(double, Double(whole)) }

    private static func isDecimal(_ value: Value) -> Bool {
        if case .decimal = value { return true }
        return false
    }

    private static func mayMix(_ value: Value) -> Bool { !isDecimal(value) }

    /// Quantities compare within a dimension; zero compares with every unit, and a bare number only as zero or a count.
    private static func compare(
        _ left: Value,
        _ right: Value,
        units: UnitTable
    ) throws(EvaluationError) -> (isLess: Bool, isEqual: Bool) {
        guard let first = quantity(left), let second = quantity(right) else { return (false, false) }
        if let result = units.compare(first, second) { return result }
        guard first.value.mantissa == 0 || second.value.mantissa == 0 else {
            throw .incomparable(units.code(first.unit), units.code(second.unit))
        }
        return (first.value < second.value, first.value == second.value)
    }

    private static func quantity(_ value: Value) -> Quantity? {
        if case .quantity(let quantity) = value { return quantity }
        return value.exact.map { Quantity(value: $0, unit: 0) }
    }

    /// Whether a list or the keys of a map hold a value.
    static func contains(
        _ container: Value,
        _ value: Value,
        units: UnitTable,
        offset: Int
    ) throws(EvaluationError) -> Bool {
        switch container {
        case .list(let items):
            for item in items where try isEqual(item, value, units: units) { return true }
            return false
        case .map(let map): return map[value] != nil
        default: throw .failed("'in' needs a list or a map", offset: offset)
        }
    }

    /// The negative of a number.
    static func negate(_ value: Value, offset: Int) throws(EvaluationError) -> Value {
        switch value {
        case .int(let int) where int != .min: .int(-int)
        case .double(let double): .double(-double)
        case .decimal(let decimal): .decimal(Decimal(mantissa: -decimal.mantissa, scale: decimal.scale))
        default: throw .failed("'-' does not take this value, or overflows", offset: offset)
        }
    }

    /// `+ - * / %`.
    static func arithmetic(
        _ operation: BinaryOperator,
        _ left: Value,
        _ right: Value,
        units: UnitTable,
        offset: Int
    ) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.int(let first), .int(let second)): return .int(try whole(operation, first, second, offset))
        case (.uint(let first), .uint(let second)): return .uint(try whole(operation, first, second, offset))
        case (.double(let first), .double(let second)):
            switch operation {
            case .add: return .double(first + second)
            case .subtract: return .double(first - second)
            case .multiply: return .double(first * second)
            case .divide: return .double(first / second)
            default: throw .failed("'%' does not take doubles", offset: offset)
            }
        case (.timestamp(let first), .timestamp(let second)) where operation == .subtract:
            guard let span = first.since(second) else { throw .failed(CELMessages.range, offset: offset) }
            return .duration(span)
        case (.timestamp(let point), .duration(let span)) where operation == .add || operation == .subtract:
            return .timestamp(try shifted(point, span, isBack: operation == .subtract, offset))
        case (.duration(let span), .timestamp(let point)) where operation == .add:
            return .timestamp(try shifted(point, span, isBack: false, offset))
        case (.duration(let first), .duration(let second)) where operation == .add || operation == .subtract:
            return .duration(
                TimeSpan(nanoseconds: try whole(operation, first.nanoseconds, second.nanoseconds, offset))
            )
        case (.string(let first), .string(let second)) where operation == .add: return .string(first + second)
        case (.bytes(let first), .bytes(let second)) where operation == .add: return .bytes(first + second)
        case (.list(let first), .list(let second)) where operation == .add: return .list(first + second)
        case (.date(let first), .date(let second)) where operation == .subtract:
            return .int(Int64(first.daysSinceEpoch) - Int64(second.daysSinceEpoch))
        case (.date(let date), .int(let days)) where operation == .add || operation == .subtract:
            let result = Int64(date.daysSinceEpoch) + (operation == .add ? days : -days)
            guard let exact = Int32(exactly: result) else { throw .failed("no such date", offset: offset) }
            return .date(CalendarDate(daysSinceEpoch: exact))
        case (.quantity(let first), .quantity(let second)) where operation == .add || operation == .subtract:
            let other =
                operation == .add
                ? second
                : Quantity(
                    value: Decimal(mantissa: -second.value.mantissa, scale: second.value.scale),
                    unit: second.unit
                )
            guard let sum = units.add(first, other) else {
                throw .incomparable(units.code(first.unit), units.code(second.unit))
            }
            return .quantity(sum)
        default: return try exact(operation, left, right, offset)
        }
    }

    private static func shifted(
        _ point: Timestamp,
        _ span: TimeSpan,
        isBack: Bool,
        _ offset: Int
    ) throws(EvaluationError) -> Timestamp {
        let (negated, overflow) = Int64(0).subtractingReportingOverflow(span.nanoseconds)
        guard !isBack || !overflow, let result = point.adding(isBack ? TimeSpan(nanoseconds: negated) : span) else {
            throw .failed(CELMessages.range, offset: offset)
        }
        return result
    }

    private static func exact(
        _ operation: BinaryOperator,
        _ left: Value,
        _ right: Value,
        _ offset: Int
    ) throws(EvaluationError) -> Value {
        // Ints and uints mix only with decimals.
        guard let first = left.exact, let second = right.exact, isDecimal(left) || isDecimal(right) else {
            throw .failed(CELMessages.operands(operation.rawValue, left.type, right.type), offset: offset)
        }
        let result: Decimal? =
            switch operation {
            case .add: first.adding(second)
            case .subtract: first.subtracting(second)
            case .multiply: first.multiplied(by: second)
            default: throw .failed(CELMessages.decimalDivision, offset: offset)
            }
        guard let result else { throw .failed("more than 38 digits", offset: offset) }
        return .decimal(result)
    }

    private static func whole<Number: FixedWidthInteger>(
        _ operation: BinaryOperator,
        _ first: Number,
        _ second: Number,
        _ offset: Int
    ) throws(EvaluationError) -> Number {
        if second == 0, operation == .divide || operation == .remainder {
            throw .failed("division by zero", offset: offset)
        }
        let (result, overflow) =
            switch operation {
            case .add: first.addingReportingOverflow(second)
            case .subtract: first.subtractingReportingOverflow(second)
            case .multiply: first.multipliedReportingOverflow(by: second)
            case .divide: first.dividedReportingOverflow(by: second)
            default: first.remainderReportingOverflow(dividingBy: second)
            }
        guard !overflow else { throw .failed("overflow", offset: offset) }
        return result
    }
}
