/// The built-in functions, by name.
enum Library {
    /// Every overload of every built-in function.
    static let functions: [String: [Overload]] = {
        var functions: [String: [Overload]] = [:]
        for function in conversions + texts + numbers + dates + lists + trade {
            functions[function.name, default: []] += function.overloads
        }
        return functions
    }()

    /// A function with one overload.
    static func function(
        _ name: String,
        _ params: [CELType],
        _ result: CELType,
        isMember: Bool = false,
        _ implementation: @escaping Overload.Implementation
    ) -> Function {
        let types = params.map(\.description).joined(separator: "_")
        return Function(
            name: name,
            overloads: [
                Overload(
                    id: "\(name)_\(types)",
                    params: params,
                    result: result,
                    isMember: isMember,
                    implementation: implementation
                )
            ]
        )
    }

    /// A test of one text.
    static func test(_ name: String, _ test: @escaping @Sendable (String) -> Bool) -> Function {
        function(name, [.string], .bool) { arguments, context throws(EvaluationError) in
            .bool(test(try text(arguments, 0, context)))
        }
    }

    /// An argument as text.
    static func text(_ arguments: [Value], _ index: Int, _ context: EvaluationContext) throws(EvaluationError) -> String
    {
        guard case .string(let text) = arguments[index] else { throw context.error("expected text") }
        return text
    }

    /// An argument as an exact number.
    static func exact(
        _ arguments: [Value],
        _ index: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Decimal {
        guard let exact = arguments[index].exact else { throw context.error("expected an exact number") }
        return exact
    }

    /// An argument as a list.
    static func list(
        _ arguments: [Value],
        _ index: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> [Value] {
        guard case .list(let list) = arguments[index] else { throw context.error("expected a list") }
        return list
    }

    // MARK: Quantities

    /// `quantity.value`.
    static let quantityValue = Overload(id: "quantity_value", params: [.quantity], result: .decimal, isMember: true) {
        arguments,
        context throws(EvaluationError) in
        guard case .quantity(let quantity) = arguments[0] else {
            if let exact = arguments[0].exact { return .decimal(exact) }
            throw context.error("expected a quantity")
        }
        return .decimal(quantity.value)
    }

    /// `quantity.unit`.
    static let quantityUnit = Overload(id: "quantity_unit", params: [.quantity], result: .string, isMember: true) {
        arguments,
        context throws(EvaluationError) in
        guard case .quantity(let quantity) = arguments[0] else { return .string("") }
        return .string(context.units.code(quantity.unit))
    }
}

// MARK: - Conversions

extension Library {
    private static let conversions: [Function] = [
        function("size", [.dyn], .int) { arguments, context throws(EvaluationError) in
            .int(try size(arguments[0], context))
        },
        function("size", [.dyn], .int, isMember: true) { arguments, context throws(EvaluationError) in
            .int(try size(arguments[0], context))
        },
        function("string", [.dyn], .string) { arguments, context throws(EvaluationError) in
            .string(try shown(arguments[0], context))
        },
        function("int", [.dyn], .int) { arguments, context throws(EvaluationError) in
            .int(try int(arguments[0], context))
        },
        function("double", [.dyn], .double) { arguments, context throws(EvaluationError) in
            switch arguments[0] {
            case .double: return arguments[0]
            case .string(let text):
                guard let double = Double(text) else { throw context.error("'\(text)' is no number") }
                return .double(double)
            default: return .double(try exact(arguments, 0, context).double)
            }
        },
        function("decimal", [.dyn], .decimal) { arguments, context throws(EvaluationError) in
            if case .string(let text) = arguments[0] {
                guard let decimal = Decimal(text) else { throw context.error("'\(text)' is no number") }
                return .decimal(decimal)
            }
            return .decimal(try exact(arguments, 0, context))
        },
        function("orValue", [.optional(.dyn), .dyn], .dyn, isMember: true) { arguments, _ in
            guard case .optional(let wrapped) = arguments[0] else { return arguments[0] }
            return wrapped ?? arguments[1]
        },
        function("hasValue", [.optional(.dyn)], .bool, isMember: true) { arguments, _ in
            guard case .optional(let wrapped) = arguments[0] else { return .bool(false) }
            return .bool(wrapped != nil)
        },
    ]

    private static func size(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Int64 {
        switch value {
        case .string(let text): Int64(text.unicodeScalars.count)
        case .bytes(let bytes): Int64(bytes.count)
        case .list(let items): Int64(items.count)
        case .map(let map): Int64(map.entries.count)
        default: throw context.error("'size' needs text, a list or a map")
        }
    }

    private static func shown(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> String {
        switch value {
        case .string(let text): text
        case .int(let int): String(int)
        case .uint(let uint): String(uint)
        case .double(let double): String(double)
        case .bool(let bool): String(bool)
        case .decimal(let decimal): decimal.description
        case .date(let date): date.description
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: throw context.error("this value has no text")
        }
    }

    private static func int(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Int64 {
        switch value {
        case .int(let int): return int
        case .double(let double):
            guard double.isFinite, double > -9.3e18, double < 9.3e18,
                let int = Int64(exactly: double.rounded(.towardZero))
            else { throw context.error("the number is beyond 64 bits") }
            return int
        case .string(let text):
            guard let int = Int64(text) else { throw context.error("'\(text)' is no whole number") }
            return int
        default:
            guard let exact = value.exact,
                let whole = exact.divided(by: Decimal(1), scale: 0)?.wholeNumber ?? exact.wholeNumber
            else { throw context.error("expected a number") }
            return Int64(whole)
        }
    }
}
