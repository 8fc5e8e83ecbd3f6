extension Library {
    /// Functions over numbers and quantities.
    static let numbers: [Function] = [
        function("abs", [.int], .int) { arguments, context throws(EvaluationError) in
            guard case .int(let int) = arguments[0], int != .min else { throw context.error("overflow") }
            return .int(Swift.abs(int))
        },
        function("abs", [.decimal], .decimal) { arguments, context throws(EvaluationError) in
            .decimal(try exact(arguments, 0, context).magnitude)
        }.typed(.decimal { $0.magnitude }),
        function("abs", [.double], .double) { arguments, context throws(EvaluationError) in
            guard case .double(let double) = arguments[0] else { throw context.error("expected a number") }
            return .double(Swift.abs(double))
        },
        function("round", [.decimal, .int], .decimal) { arguments, context throws(EvaluationError) in
            guard let scale = arguments[1].exact?.wholeNumber else { throw context.error("expected int") }
            return .decimal(try exact(arguments, 0, context).rounded(toScale: scale))
        },
        function("divide", [.decimal, .decimal, .int], .decimal) { arguments, context throws(EvaluationError) in
            guard let scale = arguments[2].exact?.wholeNumber else { throw context.error("expected int") }
            let divisor = try exact(arguments, 1, context)
            guard divisor.mantissa != 0 else { throw context.error("division by zero") }
            guard let quotient = try exact(arguments, 0, context).divided(by: divisor, scale: scale) else {
                throw context.error("more than 38 digits")
            }
            return .decimal(quotient)
        }.typed(.scaled { $0.divided(by: $1, scale: Int($2)) }),
        function("scale", [.decimal], .int) { arguments, context throws(EvaluationError) in
            .int(Int64(try exact(arguments, 0, context).normalised.scale))
        }.typed(.digits { Int64($0.normalised.scale) }),
        function("decimals", [.decimal], .int) { arguments, context throws(EvaluationError) in
            .int(Int64(try exact(arguments, 0, context).scale))
        }.typed(.digits { Int64($0.scale) }),
        function("least", [.decimal, .decimal], .decimal) { arguments, context throws(EvaluationError) in
            .decimal(Swift.min(try exact(arguments, 0, context), try exact(arguments, 1, context)))
        }.typed(.decimals { Swift.min($0, $1) }),
        function("greatest", [.decimal, .decimal], .decimal) { arguments, context throws(EvaluationError) in
            .decimal(Swift.max(try exact(arguments, 0, context), try exact(arguments, 1, context)))
        }.typed(.decimals { Swift.max($0, $1) }),
        // inPieces(quantity, piecesPerUnit): a quantity in sets or kits as pieces; one in pieces stays as it is.
        function("inPieces", [.quantity, .decimal], .quantity) { arguments, context throws(EvaluationError) in
            guard case .quantity(let quantity) = arguments[0] else { throw context.noOverload("inPieces") }
            if context.units.areComparable(quantity.unit, 0) { return arguments[0] }
            guard let pieces = quantity.value.multiplied(by: try exact(arguments, 1, context)) else {
                throw context.error("more than 38 digits")
            }
            return .quantity(Quantity(value: pieces, unit: 0))
        }.typed(
            .quantities { quantity, pieces, units in
                if units.areComparable(quantity.unit, 0) { return quantity }
                return quantity.value.multiplied(by: pieces).map { Quantity(value: $0, unit: 0) }
            }
        ),
        member("in", [.quantity, .string], .decimal) { arguments, context throws(EvaluationError) in
            let code = try text(arguments, 1, context)
            guard case .quantity(let quantity) = arguments[0], let unit = context.units.index(of: code) else {
                throw context.error("there is no unit '\(code)'")
            }
            guard let converted = context.units.convert(quantity, to: unit) else {
                throw .incomparable(context.units.code(quantity.unit), code)
            }
            return .decimal(converted)
        },
    ]

    /// Functions over dates.
    static let dates: [Function] = [
        function("date", [.string], .date) { arguments, context throws(EvaluationError) in
            let text = try text(arguments, 0, context)
            guard let date = CalendarDate(text) else { throw context.error("'\(text)' is no date") }
            return .date(date)
        },
        function("date", [.int, .int, .int], .date) { arguments, context throws(EvaluationError) in
            let parts = arguments.compactMap { $0.exact?.wholeNumber }
            guard parts.count == 3, let date = CalendarDate(year: parts[0], month: parts[1], day: parts[2]) else {
                throw context.error("there is no such day")
            }
            return .date(date)
        },
        part("year") { $0.year },
        part("month") { $0.month },
        part("day") { $0.day },
    ]

    private static func part(
        _ name: String,
        _ part: @escaping @Sendable ((year: Int, month: Int, day: Int)) -> Int
    ) -> Function {
        member(name, [.date], .int) { arguments, context throws(EvaluationError) in
            guard case .date(let date) = arguments[0] else { throw context.error("expected a date") }
            return .int(Int64(part(date.components)))
        }
    }

    /// Functions over lists.
    static let lists: [Function] = [
        // At most 200 elements, so that a slip in a year does not make millions of keys.
        function("range", [.int, .int], .list(.int)) { arguments, context throws(EvaluationError) in
            guard let first = arguments[0].exact?.wholeNumber, let last = arguments[1].exact?.wholeNumber else {
                throw context.error("expected int")
            }
            guard first <= last else { return .list([]) }
            guard last - first < 200 else { throw context.error("more than 200 elements") }
            return .list((first...last).map { .int(Int64($0)) })
        },
        member("sort", [.list(.dyn)], .list(.dyn)) { arguments, context throws(EvaluationError) in
            .list(try sorted(try list(arguments, 0, context), context))
        },
        member("first", [.list(.dyn)], .dyn) { arguments, context throws(EvaluationError) in
            guard let first = try list(arguments, 0, context).first else { throw .absent }
            return first
        },
    ]

    private static func sorted(_ items: [Value], _ context: EvaluationContext) throws(EvaluationError) -> [Value] {
        var failure: EvaluationError?
        let sorted = items.sorted { left, right in
            do throws(EvaluationError) {
                return try Operators.isLess(left, right, units: context.units, offset: context.offset)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return sorted
    }
}
