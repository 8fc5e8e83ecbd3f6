/// What an aggregate knows of the members so far; states merge, so members may be split over threads and documents.
///
/// There is one state a key and aggregate, so it is small: a count or a sum of 64 bits stands in place, everything else
/// (least and greatest, lists of values, errors, larger sums) in an allocation that few states have.
public struct AggregateState: Sendable {
    /// What was added to a sum: it decides the type of the result; the sum of nothing is the int 0.
    private enum Addend: UInt8 {
        case int
        case uint
        case decimal
        case quantity
        case double
    }

    /// What does not fit in place.
    private struct Rest {
        var error: EvaluationError?
        var extreme: Value?
        var sum = DecimalSum()
        var double = 0.0
        var values = ValueMap()
    }

    /// A count, or the digits of a sum.
    private var number: Int64 = 0
    private var scale: UInt8 = 0
    private var addend = Addend.int
    private var isDecided = false
    private var hasUnit = false
    private var unit: UInt16 = 0
    /// A list of at most one, which copies on write and takes one word where it is empty.
    private var rest: [Rest] = []

    /// An empty state.
    public init() {}

    private mutating func withRest(_ change: (inout Rest) -> Void) {
        if rest.isEmpty { rest.append(Rest()) }
        change(&rest[0])
    }

    private var error: EvaluationError? { rest.first?.error }

    // MARK: Adding

    /// Counts a member of `count()`.
    mutating func addCount() { number += 1 }

    /// Adds a member that has no value.
    mutating func add(_ error: EvaluationError) {
        withRest { $0.error = $0.error?.combined(with: error) ?? error }
    }

    /// Adds a member's value.
    mutating func add(_ value: Value, to operation: Macro, units: UnitTable) {
        switch operation {
        case .all: if case .bool(false) = value { isDecided = true }
        case .exists: if case .bool(true) = value { isDecided = true }
        case .count: if case .bool(true) = value { number += 1 }
        case .sum: addToSum(value, units)
        case .min, .max: extend(with: value, operation, units)
        case .distinct, .countBy: withRest { $0.values.increment(value) }
        case .map, .filter, .existsOne, .transformList, .transformMap, .transformMapEntry: break
        }
    }

    /// Adds a member's value from a batch; one that is not undecided.
    mutating func add(_ values: Vector, _ row: Int, to operation: Macro, units: UnitTable) {
        switch values.states[row] {
        case .absent: add(.absent)
        case .invalid, .undecided: add(.invalid)
        case .present:
            switch (operation, values.cells) {
            case (.sum, .decimals(let lane)): addToSum(decimal: lane[row])
            case (.sum, .ints(let lane)): addToSum(Decimal(lane[row]))
            case (.sum, .quantities(let lane)): addToSum(lane[row], units)
            default: add(values.value(row), to: operation, units: units)
            }
        }
    }

    /// Adds a decimal.
    mutating func addToSum(decimal: Decimal) {
        addend = .decimal
        addToSum(decimal)
    }

    /// Adds a quantity in the unit of the first one.
    mutating func addToSum(_ quantity: Quantity, _ units: UnitTable) {
        addend = .quantity
        guard hasUnit else {
            hasUnit = true
            unit = quantity.unit
            addToSum(quantity.value)
            return
        }
        guard quantity.unit != unit else {
            addToSum(quantity.value)
            return
        }
        guard let converted = units.convert(quantity, to: unit) else {
            add(.incomparable(units.code(unit), units.code(quantity.unit)))
            return
        }
        addToSum(converted)
    }

    private mutating func addToSum(_ value: Value, _ units: UnitTable) {
        switch value {
        case .double(let double):
            addend = .double
            withRest { $0.double += double }
        case .quantity(let quantity): addToSum(quantity, units)
        default:
            if case .decimal = value { addend = .decimal }
            if case .uint = value { addend = .uint }
            if let exact = value.exact { addToSum(exact) }
        }
    }

    private mutating func addToSum(_ decimal: Decimal) {
        if rest.isEmpty, addInPlace(decimal) { return }
        let inPlace = Decimal(mantissa: Int128(number), scale: Int(scale))
        number = 0
        scale = 0
        withRest {
            $0.sum.add(inPlace)
            $0.sum.add(decimal)
        }
    }

    private mutating func addInPlace(_ decimal: Decimal) -> Bool {
        // Most sums have one scale and few digits.
        if decimal.scale == Int(scale), let digits = Int64(exactly: decimal.mantissa) {
            let (sum, overflow) = number.addingReportingOverflow(digits)
            if !overflow {
                number = sum
                return true
            }
        }
        let wanted = Swift.max(Int(scale), decimal.scale)
        guard wanted <= 18, let other = decimal.rescaled(to: wanted),
            let own = Decimal(mantissa: Int128(number), scale: Int(scale)).rescaled(to: wanted),
            let sum = Int64(exactly: own + other)
        else { return false }
        number = sum
        scale = UInt8(wanted)
        return true
    }

    private mutating func extend(with value: Value, _ operation: Macro, _ units: UnitTable) {
        guard let known = rest.first?.extreme else {
            withRest { $0.extreme = value }
            return
        }
        do {
            let (left, right) = operation == .min ? (value, known) : (known, value)
            if try Operators.isLess(left, right, units: units, offset: 0) { withRest { $0.extreme = value } }
        } catch {
            add(error)
        }
    }

    /// Adds the members of another state of the same aggregate.
    mutating func merge(_ other: AggregateState, operation: Macro, units: UnitTable) {
        isDecided = isDecided || other.isDecided
        if let error = other.error { add(error) }
        if operation != .sum {
            number += other.number
            if let extreme = other.rest.first?.extreme { extend(with: extreme, operation, units) }
            for entry in other.rest.first?.values.entries ?? [] {
                guard case .int(let times) = entry.value else { continue }
                withRest { $0.values.increment(entry.key, by: times) }
            }
            return
        }
        if other.addend.rawValue > addend.rawValue { addend = other.addend }
        if let double = other.rest.first?.double, double != 0 { withRest { $0.double += double } }
        guard !other.hasUnit || !hasUnit || unit == other.unit else {
            if let sum = other.sum { addToSum(.quantity(Quantity(value: sum, unit: other.unit)), units) }
            return
        }
        if other.hasUnit { (hasUnit, unit) = (true, other.unit) }
        if let big = other.rest.first?.sum { withRest { $0.sum.add(big) } }
        addToSum(Decimal(mantissa: Int128(other.number), scale: Int(other.scale)))
    }

    // MARK: Results

    /// The sum so far; nothing where it is beyond 38 digits.
    private var sum: Decimal? {
        let inPlace = Decimal(mantissa: Int128(number), scale: Int(scale))
        guard var sum = rest.first?.sum else { return inPlace }
        return sum.add(inPlace) ? sum.value : nil
    }

    /// The aggregate's value.
    ///
    /// - Throws: `absent` for the least or greatest of nothing; what a member's value threw.
    func result(of operation: Macro) throws(EvaluationError) -> Value {
        // A member that decides makes the others' errors irrelevant, as in CEL's && and ||.
        switch operation {
        case .all where isDecided: return .bool(false)
        case .exists where isDecided: return .bool(true)
        default: break
        }
        if let error { throw error }
        switch operation {
        case .all: return .bool(true)
        case .exists: return .bool(false)
        case .count: return .int(number)
        case .sum: return try sumResult()
        case .min, .max:
            guard let extreme = rest.first?.extreme else { throw .absent }
            return extreme
        case .distinct: return .list(rest.first?.values.entries.map(\.key) ?? [])
        case .countBy: return .map(rest.first?.values ?? ValueMap())
        case .map, .filter, .existsOne, .transformList, .transformMap, .transformMapEntry:
            throw .failed("not an aggregate", offset: 0)
        }
    }

    private func sumResult() throws(EvaluationError) -> Value {
        if addend == .double { return .double(rest.first?.double ?? 0) }
        guard let value = sum else { throw .failed("the sum has more than 38 digits", offset: 0) }
        switch addend {
        case .quantity: return .quantity(Quantity(value: value, unit: unit))
        case .int:
            guard let whole = value.wholeNumber else { throw .failed("the sum is beyond 64 bits", offset: 0) }
            return .int(Int64(whole))
        case .uint: return .uint(UInt64(clamping: value.mantissa))
        case .decimal, .double: return .decimal(value)
        }
    }
}

extension AggregateState {
    /// Whether two sums are the same number, in the same unit, written with as many digits.
    ///
    /// - Returns: false also where that would take arithmetic to tell.
    public func isSameSum(as other: AggregateState) -> Bool {
        rest.isEmpty && other.rest.isEmpty && number == other.number && scale == other.scale && unit == other.unit
            && addend == other.addend
    }

    /// Sums of which each is a count of 64 bits in place, as one typed array; nothing for others.
    static func plainSums(_ states: [AggregateState], of operation: Macro) -> Vector? {
        guard operation == .sum, states.allSatisfy(\.rest.isEmpty) else { return nil }
        // Groups without members sum up to the int 0, whatever the others are.
        let addend = states.first { $0.addend != .int }?.addend ?? .int
        guard states.allSatisfy({ $0.addend == addend || $0.addend == .int }) else { return nil }
        func decimal(_ state: AggregateState) -> Decimal {
            Decimal(mantissa: Int128(state.number), scale: Int(state.scale))
        }
        switch addend {
        case .int:
            // A whole number may still be written with a fraction of zeros.
            guard states.allSatisfy({ $0.scale == 0 }) else { return nil }
            return Vector(states: Lane(constant: .present), cells: .ints(Lane(states.map(\.number))))
        case .decimal:
            return Vector(states: Lane(constant: .present), cells: .decimals(Lane(states.map(decimal))))
        case .quantity:
            return Vector(
                states: Lane(states.map { $0.addend == .int ? .undecided : .present }),
                cells: .quantities(Lane(states.map { Quantity(value: decimal($0), unit: $0.unit) }))
            )
        case .uint, .double: return nil
        }
    }
}

extension AggregateState {
    /// Adds a value to a sum, for embedders that add values themselves.
    public mutating func addToSum(_ value: Value, units: UnitTable) { add(value, to: .sum, units: units) }

    /// Adds a quantity to a sum, in the unit of the first one.
    public mutating func addToSum(_ quantity: Quantity, units: UnitTable) { addToSum(quantity, units) }

    /// Adds another sum.
    public mutating func mergeSum(_ other: AggregateState, units: UnitTable) {
        merge(other, operation: .sum, units: units)
    }

    /// The sum.
    ///
    /// - Throws: what a member's value threw, or that the sum has too many digits.
    public func sumValue() throws(EvaluationError) -> Value { try result(of: .sum) }
}
