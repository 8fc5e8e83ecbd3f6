/// Evaluates checked expressions over dynamic values: the general, correct path.
struct Evaluator<Variables: Activation> {
    /// Gives the variables.
    let activation: Variables
    /// The units of quantities.
    let units: UnitTable
    /// The code lists.
    let codeLists: any CodeListSource
    /// The iteration variables of the macros around.
    var locals: [Value]

    /// Makes an evaluator.
    init(activation: Variables, units: UnitTable, codeLists: any CodeListSource, locals: Int) {
        self.activation = activation
        self.units = units
        self.codeLists = codeLists
        self.locals = locals == 0 ? [] : Array(repeating: .null, count: locals)
    }

    /// The value of an expression.
    mutating func evaluate(_ code: Code) throws(EvaluationError) -> Value {
        switch code {
        case .constant(let value): return value
        case .slot(let slot): return try activation.value(slot)
        case .local(let local): return locals[local]
        case .aggregate(let id): return try activation.aggregate(id)
        case .field(let operand, let field):
            let reference = try record(operand)
            return try reference.source.value(row: reference.row, field: field)
        case .testField(let operand, let field):
            let reference = try record(operand)
            switch reference.source.state(row: reference.row, field: field) {
            case .absent: return .bool(false)
            case .present: return .bool(true)
            case .invalid: throw .invalid
            }
        case .testSlot(let slot):
            do throws(EvaluationError) {
                _ = try activation.value(slot)
                return .bool(true)
            } catch {
                if case .absent = error { return .bool(false) }
                throw error
            }
        case .optionalField(let operand, let field):
            let reference = try record(operand)
            guard reference.source.state(row: reference.row, field: field) != .absent else { return .optional(nil) }
            return .optional(try reference.source.value(row: reference.row, field: field))
        case .and(let left, let right): return try logical(left, right, deciding: false)
        case .or(let left, let right): return try logical(left, right, deciding: true)
        case .not(let operand, let offset): return .bool(!(try bool(operand, offset)))
        case .negate(let operand, let offset):
            return try Operators.negate(try evaluate(operand), offset: offset)
        case .conditional(let test, let yes, let no, let offset):
            return try bool(test, offset) ? try evaluate(yes) : try evaluate(no)
        case .binary(let operation, let left, let right, let offset):
            return try binary(operation, try evaluate(left), try evaluate(right), offset)
        case .toDecimal(let operand):
            let value = try evaluate(operand)
            return value.exact.map { .decimal($0) } ?? value
        case .matches(let operand, let regex, let offset):
            guard case .string(let text) = try evaluate(operand) else {
                throw .failed(CELMessages.noOverload("matches", []), offset: offset)
            }
            return .bool(regex.matches(text))
        default: return try evaluateRest(code)
        }
    }

    /// The less frequent forms, apart so that the frequent ones stay small.
    private mutating func evaluateRest(_ code: Code) throws(EvaluationError) -> Value {
        switch code {
        case .key(let operand, let name, let offset): return try key(operand, .string(name), offset)
        case .index(let operand, let index, let offset): return try key(operand, try evaluate(index), offset)
        case .testKey(let operand, let name):
            guard case .map(let map) = try evaluate(operand) else { return .bool(false) }
            return .bool(map[.string(name)] != nil)
        case .optionalKey(let operand, let index):
            let index = try evaluate(index)
            guard let found = Self.element(try evaluate(operand), index) else { return .optional(nil) }
            return .optional(found)
        case .list(let items):
            var values: [Value] = []
            for item in items { values.append(try evaluate(item)) }
            return .list(values)
        case .map(let entries, let offset):
            var map = ValueMap()
            for entry in entries {
                guard map.insert(try evaluate(entry.key), try evaluate(entry.value)) else {
                    throw .failed("a key stands twice, or is no key", offset: offset)
                }
            }
            return .map(map)
        case .call(let overload, let arguments, let offset):
            var values: [Value] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try evaluate(argument)) }
            let context = EvaluationContext(units: units, codeLists: codeLists, offset: offset)
            return try overload.implementation(values, context)
        case .macro(let macro, let range, let local, let bodies, let offset):
            return try self.macro(macro, range, local, bodies, offset)
        default: throw .failed("unexpected form", offset: 0)
        }
    }

    private mutating func record(_ code: Code) throws(EvaluationError) -> RecordReference {
        guard case .record(let reference) = try evaluate(code) else { throw .absent }
        return reference
    }

    private mutating func bool(_ code: Code, _ offset: Int) throws(EvaluationError) -> Bool {
        guard case .bool(let flag) = try evaluate(code) else { throw .failed("expected bool", offset: offset) }
        return flag
    }

    /// `&&` and `||`: a side that decides absorbs an error of the other.
    private mutating func logical(_ left: Code, _ right: Code, deciding: Bool) throws(EvaluationError) -> Value {
        let first = bool(left)
        if case .success(deciding) = first { return .bool(deciding) }
        let second = bool(right)
        if case .success(deciding) = second { return .bool(deciding) }
        switch (first, second) {
        case (.success, .success): return .bool(!deciding)
        case (.failure(let error), .success), (.success, .failure(let error)): throw error
        case (.failure(let error), .failure(let other)): throw error.combined(with: other)
        }
    }

    private mutating func bool(_ code: Code) -> Result<Bool, EvaluationError> {
        do throws(EvaluationError) {
            guard case .bool(let flag) = try evaluate(code) else {
                return .failure(.failed("expected bool", offset: 0))
            }
            return .success(flag)
        } catch {
            return .failure(error)
        }
    }

    private func binary(
        _ operation: BinaryOperator,
        _ left: Value,
        _ right: Value,
        _ offset: Int
    ) throws(EvaluationError) -> Value {
        switch operation {
        case .equal: .bool(try Operators.isEqual(left, right, units: units))
        case .notEqual: .bool(!(try Operators.isEqual(left, right, units: units)))
        case .less: .bool(try Operators.isLess(left, right, units: units, offset: offset))
        case .greater: .bool(try Operators.isLess(right, left, units: units, offset: offset))
        case .lessOrEqual: .bool(!(try Operators.isLess(right, left, units: units, offset: offset)))
        case .greaterOrEqual: .bool(!(try Operators.isLess(left, right, units: units, offset: offset)))
        case .isIn: .bool(try Operators.contains(right, left, units: units, offset: offset))
        case .add, .subtract, .multiply, .divide, .remainder:
            try Operators.arithmetic(operation, left, right, units: units, offset: offset)
        }
    }

    private mutating func key(_ operand: Code, _ index: Value, _ offset: Int) throws(EvaluationError) -> Value {
        guard let found = Self.element(try evaluate(operand), index) else {
            throw .failed("no such key or index", offset: offset)
        }
        return found
    }

    private static func element(_ container: Value, _ index: Value) -> Value? {
        switch (container, index) {
        case (.list(let items), _):
            guard let position = index.exact?.wholeNumber, items.indices.contains(position) else { return nil }
            return items[position]
        case (.map(let map), _): return map[index]
        case (.optional(let wrapped), _): return wrapped.flatMap { element($0, index) }
        default: return nil
        }
    }

    private mutating func macro(
        _ macro: Macro,
        _ range: Code,
        _ local: Int,
        _ bodies: [Code],
        _ offset: Int
    ) throws(EvaluationError) -> Value {
        let items: [Value]
        switch try evaluate(range) {
        case .list(let list): items = list
        case .map(let map): items = map.entries.map(\.key)
        default: throw .failed("'\(macro.rawValue)' needs a list", offset: offset)
        }
        switch macro {
        case .map, .filter, .existsOne:
            var results: [Value] = []
            for item in items {
                locals[local] = item
                if bodies.count == 2 || macro != .map {
                    guard try bool(bodies[0], offset) else { continue }
                }
                results.append(macro == .map ? try evaluate(bodies[bodies.count - 1]) : item)
            }
            return macro == .existsOne ? .bool(results.count == 1) : .list(results)
        default:
            var state = AggregateState()
            for item in items {
                guard let body = bodies.first else {
                    state.addCount()
                    continue
                }
                locals[local] = item
                do throws(EvaluationError) {
                    state.add(try evaluate(body), to: macro, units: units)
                } catch {
                    state.add(error)
                }
            }
            return try state.result(of: macro)
        }
    }
}
