/// The math extension.
extension Library {
    static let math: [Function] =
        extremes("math.greatest") { $0 == .greater } + extremes("math.least") { $0 == .less }
        + [
            rounding("math.ceil") { $0.rounded(.up) },
            rounding("math.floor") { $0.rounded(.down) },
            rounding("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
            rounding("math.trunc") { $0.rounded(.towardZero) },
            test("math.isNaN") { $0.isNaN },
            test("math.isInf") { $0.isInfinite },
            test("math.isFinite") { $0.isFinite },
            bits("math.bitAnd", int: { $0 & $1 }, uint: { $0 & $1 }),
            bits("math.bitOr", int: { $0 | $1 }, uint: { $0 | $1 }),
            bits("math.bitXor", int: { $0 ^ $1 }, uint: { $0 ^ $1 }),
            // A shift by 64 or more leaves nothing; an int is shifted as 64 bits without a sign.
            shift("math.bitShiftLeft") { $0 << $1 },
            shift("math.bitShiftRight") { $0 >> $1 },
            magnitudes("math.abs", int: { $0 == .min ? nil : Swift.abs($0) }, uint: { $0 }, double: { $0.magnitude }),
            magnitudes(
                "math.sign",
                int: { $0.signum() },
                uint: { $0.signum() },
                double: { $0.isNaN ? $0 : $0 < 0 ? -1 : $0 > 0 ? 1 : 0 }
            ),
            Function(
                name: "math.sqrt",
                overloads: [CELType.double, .int, .uint].map { type in
                    overload("math.sqrt", [type], .double) { arguments, context throws(EvaluationError) in
                        switch arguments[0] {
                        case .double(let double): return .double(double.squareRoot())
                        case .int(let int): return .double(Double(int).squareRoot())
                        case .uint(let uint): return .double(Double(uint).squareRoot())
                        default: throw context.noOverload("math.sqrt")
                        }
                    }
                }
            ),
            Function(
                name: "math.bitNot",
                overloads: [CELType.int, .uint].map { type in
                    overload("math.bitNot", [type], type) { arguments, context throws(EvaluationError) in
                        switch arguments[0] {
                        case .int(let int): return .int(~int)
                        case .uint(let uint): return .uint(~uint)
                        default: throw context.noOverload("math.bitNot")
                        }
                    }
                }
            ),
        ]

    private static func overload(
        _ name: String,
        _ params: [CELType],
        _ result: CELType,
        isVariadic: Bool = false,
        _ implementation: @escaping Overload.Implementation
    ) -> Overload {
        Overload(
            id: "\(name)_\(params.map(\.description).joined(separator: "_"))",
            params: params,
            result: result,
            isMember: false,
            isVariadic: isVariadic,
            implementation: implementation
        )
    }

    /// The greatest or least of one list or of any number of arguments, of whatever types of numbers.
    private static func extremes(
        _ name: String,
        _ isBetter: @escaping @Sendable (Operators.Order) -> Bool
    ) -> [Function] {
        @Sendable func best(_ values: [Value], _ context: EvaluationContext) throws(EvaluationError) -> Value {
            guard var best = values.first else { throw context.error("'\(name)' needs at least one number") }
            for value in values {
                guard [.int, .uint, .double, .decimal].contains(value.type) else { throw context.noOverload(name) }
                let order = try Operators.order(value, best, units: context.units, offset: context.offset)
                if isBetter(order) { best = value }
            }
            return best
        }
        let numbers: [CELType] = [.int, .uint, .double]
        let same = numbers.map { type in
            overload(name, [type], type, isVariadic: true) { arguments, context throws(EvaluationError) in
                try best(arguments, context)
            }
        }
        let lists = numbers.map { type in
            overload(name, [.list(type)], type) { arguments, context throws(EvaluationError) in
                try best(try list(arguments, 0, context), context)
            }
        }
        let mixed = [
            overload(name, [.list(.dyn)], .dyn) { arguments, context throws(EvaluationError) in
                try best(try list(arguments, 0, context), context)
            },
            overload(name, [.dyn], .dyn, isVariadic: true) { arguments, context throws(EvaluationError) in
                try best(arguments, context)
            },
        ]
        return [Function(name: name, overloads: same + lists + mixed)]
    }

    private static func rounding(_ name: String, _ round: @escaping @Sendable (Double) -> Double) -> Function {
        function(name, [.double], .double) { arguments, context throws(EvaluationError) in
            guard case .double(let double) = arguments[0] else { throw context.noOverload(name) }
            return .double(round(double))
        }
    }

    private static func test(_ name: String, _ test: @escaping @Sendable (Double) -> Bool) -> Function {
        function(name, [.double], .bool) { arguments, context throws(EvaluationError) in
            guard case .double(let double) = arguments[0] else { throw context.noOverload(name) }
            return .bool(test(double))
        }
    }

    private static func bits(
        _ name: String,
        int: @escaping @Sendable (Int64, Int64) -> Int64,
        uint: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> Function {
        Function(
            name: name,
            overloads: [CELType.int, .uint].map { type in
                overload(name, [type, type], type) { arguments, context throws(EvaluationError) in
                    switch (arguments[0], arguments[1]) {
                    case (.int(let first), .int(let second)): return .int(int(first, second))
                    case (.uint(let first), .uint(let second)): return .uint(uint(first, second))
                    default: throw context.noOverload(name)
                    }
                }
            }
        )
    }

    private static func shift(
        _ name: String,
        _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64
    ) -> Function {
        Function(
            name: name,
            overloads: [CELType.int, .uint].map { type in
                overload(name, [type, .int], type) { arguments, context throws(EvaluationError) in
                    guard case .int(let places) = arguments[1] else { throw context.noOverload(name) }
                    guard places >= 0 else { throw context.error("a shift by \(places) places") }
                    switch arguments[0] {
                    case .int(let int): return .int(Int64(bitPattern: shift(UInt64(bitPattern: int), places)))
                    case .uint(let uint): return .uint(shift(uint, places))
                    default: throw context.noOverload(name)
                    }
                }
            }
        )
    }

    private static func magnitudes(
        _ name: String,
        int: @escaping @Sendable (Int64) -> Int64?,
        uint: @escaping @Sendable (UInt64) -> UInt64,
        double: @escaping @Sendable (Double) -> Double
    ) -> Function {
        Function(
            name: name,
            overloads: [CELType.int, .uint, .double].map { type in
                overload(name, [type], type) { arguments, context throws(EvaluationError) in
                    switch arguments[0] {
                    case .int(let number):
                        guard let result = int(number) else { throw context.error("overflow") }
                        return .int(result)
                    case .uint(let number): return .uint(uint(number))
                    case .double(let number): return .double(double(number))
                    default: throw context.noOverload(name)
                    }
                }
            }
        )
    }
}
