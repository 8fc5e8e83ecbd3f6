/// Evaluates checked expressions over dynamic values: the general, correct path.
struct Evaluator {
    /// Gives the variables.
    let activation: any Activation
    /// The units of quantities.
    let units: UnitTable
    /// The code lists.
    let codeLists: any CodeListSource
    /// The iteration variables of the macros around.
    var locals: [Value]

    /// Makes an evaluator.
    init(activation: any Activation, units: UnitTable, codeLists: any CodeListSource, locals: Int) {
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
            case .invalid, .undecided: throw .invalid
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
            // Values first: else the evaluator would be copied, for a call takes it before its arguments change it.
            let first = try evaluate(left)
            let second = try evaluate(right)
            return try binary(operation, first, second, offset)
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
        case .key(let operand, let name, let offset):
            let container = try evaluate(operand)
            return try element(of: container, .string(name), offset)
        case .index(let operand, let index, let offset):
            let container = try evaluate(operand)
            let index = try evaluate(index)
            return try element(of: container, index, offset)
        case .testKey(let operand, let name, let offset): return try test(try evaluate(operand), name, offset)
        case .optionalKey(let operand, let index, let offset):
            let index = try evaluate(index)
            let container = try evaluate(operand)
            return try optionalElement(of: container, index, offset)
        case .list(let items, let optional): return try list(items, optional)
        case .map(let entries, let optional, let offset): return try map(entries, optional, offset)
        case .call(let overload, let arguments, let offset):
            let values = try values(arguments)
            return try overload.implementation(values, context(offset))
        case .dispatch(let overloads, let arguments, let name, let offset):
            let values = try values(arguments)
            guard let overload = overloads.first(where: { $0.fits(values) }) else {
                throw context(offset).noOverload(name)
            }
            return try overload.implementation(values, context(offset))
        case .macro(let macro, let range, let local, let hasIndex, let bodies, let offset):
            return try self.macro(macro, range, local, hasIndex, bodies, offset)
        case .optionalMap(let operand, let local, let body, let isFlat, let offset):
            guard case .optional(let wrapped) = try evaluate(operand) else {
                throw context(offset).noOverload(isFlat ? "optFlatMap" : "optMap")
            }
            guard let wrapped else { return .optional(nil) }
            locals[local] = wrapped
            let value = try evaluate(body)
            return isFlat ? value : .optional(value)
        case .bind(let local, let value, let body):
            locals[local] = try evaluate(value)
            return try evaluate(body)
        case .fail(let message, let offset): throw .failed(message, offset: offset)
        case .all(let codes, let last):
            for code in codes { _ = try evaluate(code) }
            return try evaluate(last)
        default: throw .failed("unexpected form", offset: 0)
        }
    }

    private func context(_ offset: Int) -> EvaluationContext {
        EvaluationContext(units: units, codeLists: codeLists, offset: offset)
    }

    private mutating func values(_ codes: [Code]) throws(EvaluationError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(codes.count)
        for code in codes { values.append(try evaluate(code)) }
        return values
    }

    private mutating func list(_ items: [Code], _ optional: [Bool]) throws(EvaluationError) -> Value {
        guard !optional.isEmpty else { return .list(try values(items)) }
        var values: [Value] = []
        for (item, isOptional) in zip(items, optional) {
            if let value = try entry(try evaluate(item), isOptional) { values.append(value) }
        }
        return .list(values)
    }

    private mutating func map(
        _ entries: [(key: Code, value: Code)],
        _ optional: [Bool],
        _ offset: Int
    ) throws(EvaluationError) -> Value {
        var map = ValueMap()
        for (index, entry) in entries.enumerated() {
            let key = try evaluate(entry.key)
            guard let value = try self.entry(try evaluate(entry.value), !optional.isEmpty && optional[index]) else {
                continue
            }
            guard key.isMapKey else { throw .failed("'\(key.type.name)' is no type of a map's keys", offset: offset) }
            guard map.insert(key, value) else { throw .failed(CELMessages.keyTwice, offset: offset) }
        }
        return .map(map)
    }

    /// What an element or entry gives; nothing for an optional one that is missing.
    private func entry(_ value: Value, _ isOptional: Bool) throws(EvaluationError) -> Value? {
        guard isOptional else { return value }
        guard case .optional(let wrapped) = value else { throw .failed("expected an optional value", offset: 0) }
        return wrapped
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
        case .less: .bool(try Operators.order(left, right, units: units, offset: offset) == .less)
        case .greater: .bool(try Operators.order(left, right, units: units, offset: offset) == .greater)
        case .lessOrEqual: .bool(try Operators.order(left, right, units: units, offset: offset).isLessOrEqual)
        case .greaterOrEqual: .bool(try Operators.order(left, right, units: units, offset: offset).isGreaterOrEqual)
        case .isIn: .bool(try Operators.contains(right, left, units: units, offset: offset))
        case .add, .subtract, .multiply, .divide, .remainder:
            try Operators.arithmetic(operation, left, right, units: units, offset: offset)
        }
    }

    // MARK: Elements

    private func element(of container: Value, _ index: Value, _ offset: Int) throws(EvaluationError) -> Value {
        switch container {
        case .optional: return try optionalElement(of: container, index, offset)
        case .list, .map:
            guard let found = try Self.find(index, in: container, offset) else {
                throw .failed("there is no such key or index", offset: offset)
            }
            return found
        default: throw .failed("'\(container.type.name)' has no elements", offset: offset)
        }
    }

    /// An element as an optional; of an optional container, what it wraps is asked.
    private func optionalElement(of container: Value, _ index: Value, _ offset: Int) throws(EvaluationError) -> Value {
        switch container {
        case .optional(nil): return .optional(nil)
        case .optional(let wrapped?): return try optionalElement(of: wrapped, index, offset)
        case .list, .map:
            let found = try Self.find(index, in: container, offset)
            if case .optional? = found { return found ?? .optional(nil) }
            return .optional(found)
        default: throw .failed("there is no such key", offset: offset)
        }
    }

    private static func find(_ index: Value, in container: Value, _ offset: Int) throws(EvaluationError) -> Value? {
        switch container {
        case .list(let items):
            guard let position = index.wholeNumber else {
                throw .failed("a list is not indexed by '\(index.type.name)'", offset: offset)
            }
            return items.indices.contains(position) ? items[position] : nil
        case .map(let map): return map[index]
        default: return nil
        }
    }

    private func test(_ container: Value, _ name: String, _ offset: Int) throws(EvaluationError) -> Value {
        switch container {
        case .map(let map): return .bool(map[.string(name)] != nil)
        case .optional(nil): return .bool(false)
        case .optional(let wrapped?): return try test(wrapped, name, offset)
        default: throw .failed("'\(container.type.name)' has no fields", offset: offset)
        }
    }

    // MARK: Macros

    /// `all` and `exists`: an element that decides absorbs what is wrong with the others.
    private mutating func quantified(
        _ items: [Value],
        _ local: Int,
        _ body: Code,
        deciding: Bool,
        _ offset: Int
    ) throws(EvaluationError) -> Bool {
        var failure: EvaluationError?
        for item in items {
            locals[local] = item
            do throws(EvaluationError) {
                if try bool(body, offset) == deciding { return deciding }
            } catch {
                failure = failure?.combined(with: error) ?? error
            }
        }
        if let failure { throw failure }
        return !deciding
    }

    private mutating func macro(
        _ macro: Macro,
        _ range: Code,
        _ local: Int,
        _ hasIndex: Bool,
        _ bodies: [Code],
        _ offset: Int
    ) throws(EvaluationError) -> Value {
        let items: [(key: Value, value: Value)]
        switch try evaluate(range) {
        case .list(let list) where !hasIndex && (macro == .all || macro == .exists) && !bodies.isEmpty:
            return .bool(try quantified(list, local, bodies[0], deciding: macro == .exists, offset))
        case .list(let list) where hasIndex: items = list.enumerated().map { (.int(Int64($0)), $1) }
        case .list(let list): items = list.map { ($0, .null) }
        case .map(let map):
            items = map.entries
        default: throw .failed("'\(macro.rawValue)' needs a list or a map", offset: offset)
        }
        func bind(_ item: (key: Value, value: Value)) {
            locals[local] = item.key
            if hasIndex { locals[local + 1] = item.value }
        }
        switch macro {
        case .map, .filter, .existsOne, .transformList:
            var results: [Value] = []
            for item in items {
                bind(item)
                let isFiltered = bodies.count == 2 || macro == .filter || macro == .existsOne
                if isFiltered, !(try bool(bodies[0], offset)) { continue }
                let isMapped = macro == .map || macro == .transformList
                results.append(isMapped ? try evaluate(bodies[bodies.count - 1]) : item.key)
            }
            return macro == .existsOne ? .bool(results.count == 1) : .list(results)
        case .transformMap, .transformMapEntry:
            var results = ValueMap()
            for item in items {
                bind(item)
                if bodies.count == 2, !(try bool(bodies[0], offset)) { continue }
                let value = try evaluate(bodies[bodies.count - 1])
                var entries = [(key: item.key, value: value)]
                if macro == .transformMapEntry {
                    guard case .map(let map) = value else { throw .failed("expected a map", offset: offset) }
                    entries = map.entries
                }
                for entry in entries where !results.insert(entry.key, entry.value) {
                    throw .failed(CELMessages.keyTwice, offset: offset)
                }
            }
            return .map(results)
        default:
            var state = AggregateState()
            for item in items {
                guard let body = bodies.first else {
                    state.addCount()
                    continue
                }
                bind(item)
                do throws(EvaluationError) {
                    let value = try evaluate(body)
                    if macro.takesCondition, value.type != .bool { throw .failed("expected bool", offset: offset) }
                    state.add(value, to: macro, units: units)
                } catch {
                    state.add(error)
                }
            }
            return try state.result(of: macro)
        }
    }
}

extension Overload {
    /// Whether it takes values of these types.
    func fits(_ values: [Value]) -> Bool {
        zip(params(for: values.count), values).allSatisfy { parameter, value in
            switch (parameter, value) {
            case (.dyn, _), (.param, _), (.list, .list), (.map, .map), (.optional, .optional), (.record, .record): true
            case (.decimal, .int), (.decimal, .uint): true
            default: parameter == value.type
            }
        }
    }
}

extension Value {
    /// The index that a number is; doubles count where they are whole.
    fileprivate var wholeNumber: Int? {
        if case .double(let double) = self { return Int(exactly: double) }
        return exact?.wholeNumber
    }

    /// Whether a map may have it as a key.
    fileprivate var isMapKey: Bool {
        switch self {
        case .bool, .int, .uint, .string, .decimal, .date, .quantity: true
        default: false
        }
    }
}
