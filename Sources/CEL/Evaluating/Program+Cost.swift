extension Program {
    /// The steps that an evaluation takes at most, known before it is run.
    ///
    /// A step is an operation, an element that a macro visits, or a byte or element that an operation makes; so what is
    /// made is bounded too. The bound is a polynomial in the sizes of what the variables give, of a degree as high as
    /// macros are nested, and ends at `Int.max`.
    ///
    /// - Parameter size: how many elements each list, and bytes each text, that a variable gives has at most.
    /// - Returns: the greatest number of steps.
    public func cost(ofLists size: Int) -> Int {
        var measure = CostMeasure(given: max(1, size), locals: localCount)
        return measure.measure(code).steps
    }
}

/// Bounds what evaluating an expression takes and makes.
private struct CostMeasure {
    /// What an expression takes at most, and how large its value is.
    struct Cost {
        var steps: Int
        var size: Int
    }

    private let given: Int
    /// The sizes of what the variables of macros hold.
    private var locals: [Int]

    init(given: Int, locals: Int) {
        self.given = given
        self.locals = Array(repeating: given, count: locals)
    }

    mutating func measure(_ code: Code) -> Cost {
        switch code {
        case .constant(let value): return Cost(steps: 1, size: Self.size(value))
        case .local(let local): return Cost(steps: 1, size: locals[local])
        case .binary(.add, let left, let right, _):
            let (first, second) = (measure(left), measure(right))
            let size = Self.sum(first.size, second.size)
            return Cost(steps: Self.sum(first.steps, second.steps, size), size: size)
        case .list(let items, _):
            let parts = items.map { measure($0) }
            return Cost(steps: parts.reduce(items.count) { Self.sum($0, $1.steps) }, size: max(1, items.count))
        case .bind(let local, let value, let body), .optionalMap(let value, let local, let body, _, _):
            let bound = measure(value)
            locals[local] = bound.size
            let rest = measure(body)
            return Cost(steps: Self.sum(bound.steps, rest.steps), size: rest.size)
        case .macro(_, let range, let local, let hasIndex, let bodies, _):
            let visited = measure(range)
            // An element of what a variable gives may be as large as what is given.
            for variable in local...(hasIndex ? local + 1 : local) { locals[variable] = max(given, visited.size) }
            let body = bodies.map { measure($0).steps }.reduce(1) { Self.sum($0, $1) }
            return Cost(steps: Self.sum(visited.steps, Self.product(visited.size, body)), size: visited.size)
        case .call(let overload, let arguments, _): return call(overload.id, arguments)
        case .dispatch(_, let arguments, let name, _): return call(name, arguments)
        default:
            let parts = code.parts.map { measure($0) }
            let largest = parts.map(\.size).max() ?? given
            return Cost(steps: parts.reduce(1) { Self.sum($0, $1.steps) }, size: max(given, largest))
        }
    }

    /// A function makes no more than its arguments together, but for those that repeat one for each part of another.
    private mutating func call(_ name: String, _ arguments: [Code]) -> Cost {
        let parts = arguments.map { measure($0) }
        let isRepeating = ["replace", "join", "format"].contains { name.hasPrefix($0) }
        let size = parts.reduce(isRepeating ? 1 : given) {
            isRepeating ? Self.product($0, $1.size) : Self.sum($0, $1.size)
        }
        return Cost(steps: parts.reduce(size) { Self.sum($0, $1.steps) }, size: size)
    }

    private static func size(_ value: Value) -> Int {
        switch value {
        case .string(let text): max(1, text.utf8.count)
        case .bytes(let bytes): max(1, bytes.count)
        case .list(let items): max(1, items.count)
        case .map(let map): max(1, map.entries.count)
        default: 1
        }
    }

    private static func sum(_ numbers: Int...) -> Int {
        numbers.reduce(0) { sum, number in
            let (result, overflow) = sum.addingReportingOverflow(number)
            return overflow ? .max : result
        }
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : result
    }
}
