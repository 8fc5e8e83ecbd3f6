/// What an aggregate knows of the members so far; states merge, so members may be split over threads and documents.
public struct AggregateState: Sendable {
    private let operation: Macro
    private let units: UnitTable
    /// What was added: it decides the type of a sum; the sum of nothing is the int 0.
    private var addend = Addend.int
    private var count: Int64 = 0
    // Lists of at most one: large values that few states have must not make every state large.
    private var errors: [EvaluationError] = []
    private var extremes: [Value] = []
    private var sum = DecimalSum()
    private var double = 0.0
    private var unit: UInt16?
    private var values = ValueMap()
    private var decided = false

    private var error: EvaluationError? {
        get { errors.first }
        set { errors = newValue.map { [$0] } ?? [] }
    }

    private var extreme: Value? {
        get { extremes.first }
        set { extremes = newValue.map { [$0] } ?? [] }
    }

    private enum Addend: UInt8 {
        case int
        case uint
        case decimal
        case quantity
        case double
    }

    init(_ operation: Macro, units: UnitTable) {
        self.operation = operation
        self.units = units
    }

    /// Counts a member of `count()`.
    mutating func addCount() { count += 1 }

    /// Adds a member that has no value.
    mutating func add(_ error: EvaluationError) {
        self.error = self.error?.combined(with: error) ?? error
    }

    /// Adds a member's value.
    mutating func add(_ value: Value) {
        switch operation {
        case .all: if case .bool(false) = value { decided = true }
        case .exists: if case .bool(true) = value { decided = true }
        case .count: if case .bool(true) = value { count += 1 }
        case .sum: addToSum(value)
        case .min, .max: extend(with: value)
        case .distinct, .countBy: values.increment(value)
        case .map, .filter, .existsOne: break
        }
    }

    private mutating func addToSum(_ value: Value) {
        switch value {
        case .double(let double):
            addend = .double
            self.double += double
        case .quantity(let quantity):
            addend = .quantity
            guard let unit else {
                self.unit = quantity.unit
                sum.add(quantity.value)
                return
            }
            guard let converted = units.convert(quantity, to: unit) else {
                add(.incomparable(units.code(unit), units.code(quantity.unit)))
                return
            }
            sum.add(converted)
        default:
            if case .decimal = value { addend = .decimal }
            if case .uint = value { addend = .uint }
            if let exact = value.exact { sum.add(exact) }
        }
    }

    private mutating func extend(with value: Value) {
        guard let known = extreme else {
            extreme = value
            return
        }
        do {
            let isLess = try Operators.isLess(value, known, units: units, offset: 0)
            if operation == .min ? isLess : try Operators.isLess(known, value, units: units, offset: 0) {
                extreme = value
            }
        } catch {
            add(error)
        }
    }

    /// Adds the members of another state of the same aggregate.
    public mutating func merge(_ other: AggregateState) {
        count += other.count
        decided = decided || other.decided
        if let error = other.error { add(error) }
        double += other.double
        if other.addend.rawValue > addend.rawValue { addend = other.addend }
        if let otherUnit = other.unit, let unit, unit != otherUnit {
            if let value = other.sum.value { addToSum(.quantity(Quantity(value: value, unit: otherUnit))) }
        } else {
            unit = unit ?? other.unit
            sum.add(other.sum)
        }
        if let extreme = other.extreme { extend(with: extreme) }
        for entry in other.values.entries {
            if case .int(let times) = entry.value { values.increment(entry.key, by: times) }
        }
    }

    /// The aggregate's value.
    ///
    /// - Throws: `absent` for the least or greatest of nothing; what a member's value threw.
    public func result() throws(EvaluationError) -> Value {
        // A member that decides makes the others' errors irrelevant, as in CEL's && and ||.
        switch operation {
        case .all where decided: return .bool(false)
        case .exists where decided: return .bool(true)
        default: break
        }
        if let error { throw error }
        switch operation {
        case .all: return .bool(true)
        case .exists: return .bool(false)
        case .count: return .int(count)
        case .sum: return try sumResult()
        case .min, .max:
            guard let extreme else { throw .absent }
            return extreme
        case .distinct: return .list(values.entries.map(\.key))
        case .countBy: return .map(values)
        case .map, .filter, .existsOne: throw .failed("not an aggregate", offset: 0)
        }
    }

    private func sumResult() throws(EvaluationError) -> Value {
        if addend == .double { return .double(double) }
        guard let value = sum.value else { throw .failed("the sum has more than 38 digits", offset: 0) }
        switch addend {
        case .quantity: return .quantity(Quantity(value: value, unit: unit ?? 0))
        case .int:
            guard let whole = value.wholeNumber else { throw .failed("the sum is beyond 64 bits", offset: 0) }
            return .int(Int64(whole))
        case .uint: return .uint(UInt64(clamping: value.mantissa))
        case .decimal, .double: return .decimal(value)
        }
    }
}

extension AggregateState {
    /// An empty sum, for embedders that add values themselves.
    public static func sum(units: UnitTable) -> AggregateState { AggregateState(.sum, units: units) }

    /// Adds a value.
    public mutating func add(value: Value) { add(value) }
}
