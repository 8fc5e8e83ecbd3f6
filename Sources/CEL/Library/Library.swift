/// The built-in functions, by name.
enum Library {
    /// Every overload of the core and of some extensions.
    static func functions(_ extensions: Environment.Extensions) -> [String: [Overload]] {
        if extensions == .all { return all }
        var functions: [String: [Overload]] = [:]
        for library in [
            core, conversions, times,
            extensions.contains(.strings) ? texts : [],
            extensions.contains(.math) ? math : [],
            extensions.contains(.encoders) ? encoders : [],
            extensions.contains(.optionals) ? optionals : [],
            extensions.contains(.records) ? numbers + dates + lists + exactConversions : [],
            extensions.contains(.trade) ? trade + tradeTexts : [],
        ] {
            for function in library { functions[function.name, default: []] += function.overloads }
        }
        return functions
    }

    private static let all: [String: [Overload]] = {
        var functions: [String: [Overload]] = [:]
        let libraries = [
            core, conversions, times, texts, math, encoders, optionals, numbers, dates, lists, exactConversions, trade,
            tradeTexts,
        ]
        for function in libraries.joined() { functions[function.name, default: []] += function.overloads }
        return functions
    }()

    /// A function with one overload.
    static func function(
        _ name: String,
        _ params: [CELType],
        _ result: CELType,
        isMember: Bool = false,
        isVariadic: Bool = false,
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
                    isVariadic: isVariadic,
                    implementation: implementation
                )
            ]
        )
    }

    /// A test of one text.
    static func test(_ name: String, _ test: @escaping @Sendable (String) -> Bool) -> Function {
        function(name, [.string], .bool) { arguments, context throws(EvaluationError) in
            .bool(test(try text(arguments, 0, context)))
        }.typed(.test(test))
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

    /// An argument as a whole number of 64 bits.
    static func int(_ arguments: [Value], _ index: Int, _ context: EvaluationContext) throws(EvaluationError) -> Int {
        guard case .int(let int) = arguments[index] else { throw context.error("expected int") }
        return Int(int)
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
    static let quantityValue: Overload = {
        var overload = Overload(id: "quantity_value", params: [.quantity], result: .decimal, isMember: true) {
            arguments,
            context throws(EvaluationError) in
            guard case .quantity(let quantity) = arguments[0] else {
                if let exact = arguments[0].exact { return .decimal(exact) }
                throw context.error("expected a quantity")
            }
            return .decimal(quantity.value)
        }
        overload.typed = .quantity { quantity, _ in quantity.value }
        return overload
    }()

    /// `quantity.unit`.
    static let quantityUnit: Overload = {
        var overload = Overload(id: "quantity_unit", params: [.quantity], result: .string, isMember: true) {
            arguments,
            context throws(EvaluationError) in
            guard case .quantity(let quantity) = arguments[0] else { return .string("") }
            return .string(context.units.code(quantity.unit))
        }
        overload.typed = .unit
        return overload
    }()
}
