/// States and values of one type: a vector before its type is said.
struct TypedVector<Element: Sendable> {
    var states: [CellState]
    var elements: [Element]

    func with(_ cells: (Lane<Element>) -> Vector.Cells) -> Vector {
        Vector(states: Lane(states), cells: cells(Lane(elements)))
    }
}

extension ColumnEvaluator {
    /// An operation with two operands; nothing where there is no loop for their types.
    func binary(_ operation: BinaryOperator, _ left: Vector, _ right: Vector) -> Vector? {
        switch (left.cells, right.cells) {
        case (.none, _), (_, .none): return failing([left, right])
        case (.ints(let first), .ints(let second)): return ints(operation, left, first, right, second)
        case (.decimals(let first), .decimals(let second)): return decimals(operation, left, first, right, second)
        case (.decimals(let first), .ints(let second)):
            return decimals(operation, left, first, right, second.map { Decimal($0) })
        case (.ints(let first), .decimals(let second)):
            return decimals(operation, left, first.map { Decimal($0) }, right, second)
        case (.quantities(let first), .quantities(let second)):
            return quantities(operation, left, first, right, second)
        case (.quantities(let first), .decimals(let second)) where operation.isComparison:
            return quantities(operation, left, first, right, second.map { Quantity(value: $0, unit: 0) })
        case (.quantities(let first), .ints(let second)) where operation.isComparison:
            return quantities(operation, left, first, right, second.map { Quantity(value: Decimal($0), unit: 0) })
        case (.dates(let first), .dates(let second)):
            if operation == .subtract {
                return combine(left, first, right, second, 0) {
                    Int64($0.daysSinceEpoch) - Int64($1.daysSinceEpoch)
                }.with { .ints($0) }
            }
            return compared(operation, left, first, right, second)
        case (.bools(let first), .bools(let second)) where operation == .equal || operation == .notEqual:
            return combine(left, first, right, second, false) { ($0 == $1) == (operation == .equal) }.with {
                .bools($0)
            }
        case (.texts(let first, let arena), .texts(let second, let other))
        where operation == .equal || operation == .notEqual:
            return combine(left, first, right, second, false) {
                arena[$0.range].elementsEqual(other[$1.range]) == (operation == .equal)
            }.with { .bools($0) }
        case (.texts(let first, let arena), .texts(let second, let other)) where operation == .add:
            return joined(left, first, arena, right, second, other)
        case (.texts(let first, let arena), .values(let second)) where operation == .isIn:
            return membership(left, first, arena, right, second)
        default: return nil
        }
    }

    /// Of operands of which one has no value anywhere, the first failure in each row.
    func failing(_ operands: [Vector]) -> Vector {
        var states: Lane<CellState>?
        for operand in operands {
            guard let known = states else {
                states = operand.states
                continue
            }
            if known.isConstant, known[0] != .present { break }
            if operand.states.isConstant, operand.states[0] == .present { continue }
            states = Lane((0..<source.count).map { known[$0] != .present ? known[$0] : operand.states[$0] })
        }
        return Vector(states: states ?? Lane(constant: .absent), cells: .none)
    }

    /// Texts one behind the other, in an arena of their own.
    private func joined(
        _ left: Vector,
        _ first: Lane<TextSlice>,
        _ arena: [UInt8],
        _ right: Vector,
        _ second: Lane<TextSlice>,
        _ other: [UInt8]
    ) -> Vector {
        var joined: [UInt8] = []
        joined.reserveCapacity(source.count * 32)
        // In bounds: slices are ranges of their arenas. Slices of arrays would count references for every row.
        let slices = unsafe arena.withUnsafeBufferPointer { one in
            unsafe other.withUnsafeBufferPointer { two in
                combine(left, first, right, second, .empty) { head, tail -> TextSlice? in
                    let start = joined.count
                    unsafe joined.append(contentsOf: UnsafeBufferPointer(rebasing: one[head.range]))
                    unsafe joined.append(contentsOf: UnsafeBufferPointer(rebasing: two[tail.range]))
                    // What is beyond 32 bits is left to the general form.
                    guard let end = UInt32(exactly: joined.count) else { return nil }
                    return TextSlice(start: UInt32(start), length: end - UInt32(start))
                }
            }
        }
        return slices.with { .texts($0, arena: joined) }
    }

    /// `text in ["a", "b"]`.
    private func membership(
        _ left: Vector,
        _ texts: Lane<TextSlice>,
        _ arena: [UInt8],
        _ right: Vector,
        _ lists: Lane<Value>
    ) -> Vector? {
        guard source.count > 0, lists.isConstant, case .list(let items) = lists[0] else { return nil }
        var words: [[UInt8]] = []
        for item in items {
            guard case .string(let text) = item else { return nil }
            words.append(Array(text.utf8))
        }
        return combine(left, texts, right, lists, false) { slice, _ in
            words.contains { $0.elementsEqual(arena[slice.range]) }
        }.with { .bools($0) }
    }

    private func ints(
        _ operation: BinaryOperator,
        _ left: Vector,
        _ first: Lane<Int64>,
        _ right: Vector,
        _ second: Lane<Int64>
    ) -> Vector? {
        func computed(_ compute: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)) -> Vector {
            combine(left, first, right, second, 0) {
                let (value, overflow) = compute($0, $1)
                return overflow ? nil : value
            }.with { .ints($0) }
        }
        switch operation {
        case .add: return computed { $0.addingReportingOverflow($1) }
        case .subtract: return computed { $0.subtractingReportingOverflow($1) }
        case .multiply: return computed { $0.multipliedReportingOverflow(by: $1) }
        case .divide: return computed { $0.dividedReportingOverflow(by: $1) }
        case .remainder: return computed { $0.remainderReportingOverflow(dividingBy: $1) }
        default: return compared(operation, left, first, right, second)
        }
    }

    private func decimals(
        _ operation: BinaryOperator,
        _ left: Vector,
        _ first: Lane<Decimal>,
        _ right: Vector,
        _ second: Lane<Decimal>
    ) -> Vector? {
        switch operation {
        case .add: return combine(left, first, right, second, .zero) { $0.adding($1) }.with { .decimals($0) }
        case .subtract: return combine(left, first, right, second, .zero) { $0.subtracting($1) }.with { .decimals($0) }
        case .multiply:
            return combine(left, first, right, second, .zero) { $0.multiplied(by: $1) }.with { .decimals($0) }
        default: return compared(operation, left, first, right, second)
        }
    }

    private func quantities(
        _ operation: BinaryOperator,
        _ left: Vector,
        _ first: Lane<Quantity>,
        _ right: Vector,
        _ second: Lane<Quantity>
    ) -> Vector? {
        let units = general.units
        func ordered(_ holds: (Decimal, Decimal) -> Bool) -> Vector {
            combine(left, first, right, second, false) { one, other -> Bool? in
                if one.unit == other.unit { return holds(one.value, other.value) }
                if units.areComparable(one.unit, other.unit) {
                    guard let first = units.base(one)?.value, let second = units.base(other)?.value else { return nil }
                    return holds(first, second)
                }
                // Zero compares with every unit; what else there is to say the general evaluator says.
                guard one.value.mantissa == 0 || other.value.mantissa == 0 else { return nil }
                return holds(one.value, other.value)
            }.with { .bools($0) }
        }
        switch operation {
        case .equal: return ordered { $0 == $1 }
        case .notEqual: return ordered { $0 != $1 }
        case .less: return ordered { $0 < $1 }
        case .lessOrEqual: return ordered { $0 <= $1 }
        case .greater: return ordered { $0 > $1 }
        case .greaterOrEqual: return ordered { $0 >= $1 }
        case .add:
            return combine(left, first, right, second, Quantity(value: .zero, unit: 0)) { units.add($0, $1) }.with {
                .quantities($0)
            }
        default: return nil
        }
    }

    private func compared<Element: Comparable & Sendable>(
        _ operation: BinaryOperator,
        _ left: Vector,
        _ first: Lane<Element>,
        _ right: Vector,
        _ second: Lane<Element>
    ) -> Vector? {
        func ordered(_ holds: (Element, Element) -> Bool) -> Vector {
            combine(left, first, right, second, false) { holds($0, $1) }.with { .bools($0) }
        }
        switch operation {
        case .equal: return ordered { $0 == $1 }
        case .notEqual: return ordered { $0 != $1 }
        case .less: return ordered { $0 < $1 }
        case .lessOrEqual: return ordered { $0 <= $1 }
        case .greater: return ordered { $0 > $1 }
        case .greaterOrEqual: return ordered { $0 >= $1 }
        default: return nil
        }
    }

    /// One loop over two operands; where the operation gives nothing, the row is undecided.
    @inline(__always)
    func combine<First, Second, Element>(
        _ left: Vector,
        _ first: Lane<First>,
        _ right: Vector,
        _ second: Lane<Second>,
        _ filler: Element,
        _ operation: (First, Second) -> Element?
    ) -> TypedVector<Element> {
        var result = TypedVector(
            states: [CellState](repeating: .present, count: source.count),
            elements: [Element](repeating: filler, count: source.count)
        )
        for row in 0..<source.count {
            let (one, other) = (left.states[row], right.states[row])
            if one != .present || other != .present {
                result.states[row] = one != .present ? one : other
            } else if let element = operation(first[row], second[row]) {
                result.elements[row] = element
            } else {
                result.states[row] = .undecided
            }
        }
        return result
    }

    /// One loop over one operand; where the operation gives nothing, the row is undecided.
    func map<Operand, Element>(
        _ states: Lane<CellState>,
        _ operand: Lane<Operand>,
        _ filler: Element,
        _ operation: (Operand) -> Element?
    ) -> TypedVector<Element> {
        var result = TypedVector(
            states: (0..<source.count).map { states[$0] },
            elements: [Element](repeating: filler, count: source.count)
        )
        for row in 0..<source.count where result.states[row] == .present {
            if let element = operation(operand[row]) {
                result.elements[row] = element
            } else {
                result.states[row] = .undecided
            }
        }
        return result
    }
}

extension BinaryOperator {
    /// Whether it compares.
    fileprivate var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}
