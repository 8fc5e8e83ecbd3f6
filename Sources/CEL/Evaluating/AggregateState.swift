/// What an aggregate knows of the members so far; states merge, so members may be split over threads and documents.
///
/// There is one state a key and aggregate, so it is small: a count, a sum, least or greatest of 64 bits, and a single text
/// of up to 16 bytes stand in place, everything else (other values, lists of values, errors, larger sums) in an allocation
/// that few states have.
public struct AggregateState: Sendable {
    /// What was added to a sum, or is the least or greatest: it decides the type of the result.
    ///
    /// The sum of nothing is the int 0.
    private enum Addend: UInt8 {
        case int
        case uint
        case decimal
        case quantity
        case double
        /// The only value of `distinct()`, in `text`.
        case text
    }

    /// What does not fit in place; an error makes everything else irrelevant.
    private indirect enum Rest {
        case none
        case error(EvaluationError)
        case extreme(Value)
        case sum(DecimalSum)
        case double(Double)
        /// One value, and how often it was met.
        case value(Value, Int64)
    }

    /// A count, or the digits of a sum, least or greatest.
    private var number: Int64 = 0
    private var text = InlineText()
    private var scale: UInt8 = 0
    private var addend = Addend.int
    /// Whether a member decides for all, or there is a least or greatest.
    private var isDecided = false
    private var hasUnit = false
    private var unit: UInt16 = 0
    private var rest = Rest.none
    /// Several different values: a list of at most one, which grows in place.
    private var several: [DifferentValues] = []

    /// An empty state.
    public init() {}

    private var isInPlace: Bool { if case .none = rest { several.isEmpty } else { false } }

    private var error: EvaluationError? { if case .error(let error) = rest { error } else { nil } }

    // MARK: Adding

    /// Counts a member of `count()`.
    mutating func addCount() { number += 1 }

    /// Adds a member that has no value.
    mutating func add(_ error: EvaluationError) {
        rest = .error(self.error?.combined(with: error) ?? error)
    }

    /// Adds a member's value.
    mutating func add(_ value: Value, to operation: Macro, units: UnitTable) {
        switch operation {
        case .all: if case .bool(false) = value { isDecided = true }
        case .exists: if case .bool(true) = value { isDecided = true }
        case .count: if case .bool(true) = value { number += 1 }
        case .sum: addToSum(value, units)
        case .min, .max: extend(with: value, operation, units)
        case .distinct: note(value)
        case .countBy: increment(value)
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
            case (.distinct, .texts(let lane, let arena)): note(text: arena.span.extracting(lane[row].range))
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
            add(double: double)
        case .quantity(let quantity): addToSum(quantity, units)
        default:
            if case .decimal = value { addend = .decimal }
            if case .uint = value { addend = .uint }
            if let exact = value.exact { addToSum(exact) }
        }
    }

    /// Adds to the values of `distinct()`; one number stands in place.
    private mutating func note(_ value: Value) {
        if isInPlace {
            guard let known = extreme else {
                if extendInPlace(with: value, .max) { return }
                increment(value)
                return
            }
            if ValueKey(known) == ValueKey(value) { return }
            isDecided = false
            increment(known)
        }
        increment(value)
    }

    /// Adds a text to the values of `distinct()`, without making a string of one that is known.
    private mutating func note(text: Span<UInt8>) {
        switch rest {
        case .none where several.first?.isOfTexts == true: several[0].add(text)
        case .none where several.isEmpty && isDecided && addend == .text:
            if self.text.isEqual(to: text) { return }
            isDecided = false
            several = [DifferentValues(self.text.string, text)]
        case .none where several.isEmpty && !isDecided && text.count <= InlineText.capacity:
            (isDecided, addend, self.text) = (true, .text, InlineText(text))
        case .value(.string(let known), _):
            if text.isEqual(to: known) { return }
            rest = .none
            several = [DifferentValues(known, text)]
        default:
            note(.string(text.string))
        }
    }

    private mutating func increment(_ value: Value, by amount: Int64 = 1) {
        guard several.isEmpty else {
            several[0].increment(value, by: amount)
            return
        }
        switch rest {
        case .none: if ValueKey(value) != nil { rest = .value(value, amount) }
        case .value(let known, let count):
            if let key = ValueKey(value), key == ValueKey(known) {
                rest = .value(known, count + amount)
            } else {
                rest = .none
                several = [DifferentValues(known, count: count)]
                several[0].increment(value, by: amount)
            }
        default: return
        }
    }

    /// The different values, and how often each was met.
    private var values: [(value: Value, count: Int64)] {
        if let several = several.first { return several.entries }
        if case .value(let value, let count) = rest { return [(value, count)] }
        return extreme.map { [($0, Int64(1))] } ?? []
    }

    private mutating func add(double: Double) {
        switch rest {
        case .error: return
        case .double(let sum): rest = .double(sum + double)
        default: rest = .double(double)
        }
    }

    private mutating func addToSum(_ decimal: Decimal) {
        switch rest {
        case .none:
            if addInPlace(decimal) { return }
            var sum = DecimalSum()
            sum.add(inPlace)
            sum.add(decimal)
            (number, scale) = (0, 0)
            rest = .sum(sum)
        case .sum(var sum):
            sum.add(decimal)
            rest = .sum(sum)
        default: return
        }
    }

    /// The number that stands in place.
    private var inPlace: Decimal { Decimal(mantissa: Int128(number), scale: Int(scale)) }

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
        if isInPlace, extendInPlace(with: value, operation) { return }
        guard let known = extreme else {
            if isInPlace { rest = .extreme(value) }
            return
        }
        do {
            let (left, right) = operation == .min ? (value, known) : (known, value)
            rest = .extreme(try Operators.isLess(left, right, units: units, offset: 0) ? value : known)
        } catch {
            add(error)
        }
    }

    /// Keeps a number in place, if it fits and is of the sort and unit of the one that is there.
    private mutating func extendInPlace(with value: Value, _ operation: Macro) -> Bool {
        let new: (addend: Addend, number: Decimal, unit: UInt16)
        switch value {
        case .int(let int): new = (.int, Decimal(int), 0)
        case .decimal(let decimal): new = (.decimal, decimal, 0)
        case .quantity(let quantity): new = (.quantity, quantity.value, quantity.unit)
        default: return false
        }
        guard let digits = Int64(exactly: new.number.mantissa) else { return false }
        if isDecided {
            guard new.addend == addend, new.unit == unit else { return false }
            if operation == .min ? new.number >= inPlace : new.number <= inPlace { return true }
        }
        (isDecided, addend, unit) = (true, new.addend, new.unit)
        (number, scale) = (digits, UInt8(new.number.scale))
        return true
    }

    /// The least or greatest so far.
    private var extreme: Value? {
        if case .extreme(let value) = rest { return value }
        guard isInPlace, isDecided else { return nil }
        return switch addend {
        case .quantity: .quantity(Quantity(value: inPlace, unit: unit))
        case .decimal: .decimal(inPlace)
        case .text: .string(text.string)
        case .int, .uint, .double: .int(number)
        }
    }

    /// Adds the members of another state of the same aggregate.
    mutating func merge(_ other: AggregateState, operation: Macro, units: UnitTable) {
        if let error = other.error { add(error) }
        switch operation {
        case .min, .max:
            if let extreme = other.extreme { extend(with: extreme, operation, units) }
        case .distinct, .countBy:
            for entry in other.values {
                if operation == .distinct { note(entry.value) } else { increment(entry.value, by: entry.count) }
            }
        case .sum: mergeSum(other, units)
        default:
            isDecided = isDecided || other.isDecided
            number += other.number
        }
    }

    private mutating func mergeSum(_ other: AggregateState, _ units: UnitTable) {
        if other.addend.rawValue > addend.rawValue { addend = other.addend }
        if case .double(let double) = other.rest { add(double: double) }
        guard !other.hasUnit || !hasUnit || unit == other.unit else {
            if let sum = other.sum { addToSum(.quantity(Quantity(value: sum, unit: other.unit)), units) }
            return
        }
        if other.hasUnit { (hasUnit, unit) = (true, other.unit) }
        if case .sum(let big) = other.rest {
            switch rest {
            case .none:
                var sum = big
                sum.add(inPlace)
                (number, scale) = (0, 0)
                rest = .sum(sum)
            case .sum(var sum):
                sum.add(big)
                rest = .sum(sum)
            default: return
            }
        } else {
            addToSum(other.inPlace)
        }
    }

    // MARK: Results

    /// The sum so far; nothing where it is beyond 38 digits.
    private var sum: Decimal? {
        guard case .sum(var sum) = rest else { return inPlace }
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
            guard let extreme else { throw .absent }
            return extreme
        case .distinct: return .list(values.map(\.value))
        case .countBy:
            var counts = ValueMap()
            for entry in values { counts.increment(entry.value, by: entry.count) }
            return .map(counts)
        case .map, .filter, .existsOne, .transformList, .transformMap, .transformMapEntry:
            throw .failed("not an aggregate", offset: 0)
        }
    }

    private func sumResult() throws(EvaluationError) -> Value {
        if case .double(let sum) = rest { return .double(sum) }
        guard let value = sum else { throw .failed("the sum has more than 38 digits", offset: 0) }
        switch addend {
        case .quantity: return .quantity(Quantity(value: value, unit: unit))
        case .int:
            guard let whole = value.wholeNumber else { throw .failed("the sum is beyond 64 bits", offset: 0) }
            return .int(Int64(whole))
        case .uint: return .uint(UInt64(clamping: value.mantissa))
        case .decimal, .double, .text: return .decimal(value)
        }
    }
}

extension AggregateState {
    /// Whether two sums are the same number, in the same unit, written with as many digits.
    ///
    /// - Returns: false also where that would take arithmetic to tell.
    public func isSameSum(as other: AggregateState) -> Bool {
        isInPlace && other.isInPlace && number == other.number && scale == other.scale && unit == other.unit
            && addend == other.addend
    }

    /// Sums of which each is a count of 64 bits in place, as one typed array; nothing for others.
    static func plainSums(_ states: [AggregateState], of operation: Macro) -> Vector? {
        guard operation == .sum, states.allSatisfy(\.isInPlace) else { return nil }
        // Groups without members sum up to the int 0, whatever the others are.
        let addend = states.first { $0.addend != .int }?.addend ?? .int
        guard states.allSatisfy({ $0.addend == addend || $0.addend == .int }) else { return nil }
        switch addend {
        case .int:
            // A whole number may still be written with a fraction of zeros.
            guard states.allSatisfy({ $0.scale == 0 }) else { return nil }
            return Vector(states: Lane(constant: .present), cells: .ints(Lane(states.map(\.number))))
        case .decimal:
            return Vector(states: Lane(constant: .present), cells: .decimals(Lane(states.map(\.inPlace))))
        case .quantity:
            return Vector(
                states: Lane(states.map { $0.addend == .int ? .undecided : .present }),
                cells: .quantities(Lane(states.map { Quantity(value: $0.inPlace, unit: $0.unit) }))
            )
        case .uint, .double, .text: return nil
        }
    }
}

extension AggregateState {
    /// How many values `distinct()` has.
    ///
    /// - Throws: what a member's value threw.
    func differentCount() throws(EvaluationError) -> Int64 {
        if let error { throw error }
        if let several = several.first { return Int64(several.count) }
        if case .value = rest { return 1 }
        return isInPlace && isDecided ? 1 : 0
    }

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

extension Span<UInt8> {
    /// Whether these are the bytes of a text.
    fileprivate func isEqual(to text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
