extension Program {
    /// By how much a comparison of two numbers fails: the left side less the right one, or what stands in `abs(…)`.
    ///
    /// Of alternatives the first counts.
    ///
    /// - Returns: nothing for expressions of another form, and where a side has no number.
    public func residual(_ activation: any Activation) -> Decimal? {
        guard case .binary(let operation, let left, let right, _) = Self.firstAlternative(code),
            [.equal, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(operation)
        else { return nil }
        var evaluator = Evaluator(activation: activation, units: units, codeLists: codeLists, locals: localCount)
        if let inner = Self.magnitude(left) { return (try? evaluator.evaluate(inner))?.exact }
        guard let first = try? evaluator.evaluate(left), let second = try? evaluator.evaluate(right) else { return nil }
        if case .quantity(let first) = first, case .quantity(let second) = second {
            return units.convert(second, to: first.unit).flatMap { first.value.subtracting($0) }
        }
        guard let first = first.exact, let second = second.exact else { return nil }
        return first.subtracting(second)
    }

    private static func firstAlternative(_ code: Code) -> Code {
        if case .or(let first, _) = code { firstAlternative(first) } else { code }
    }

    /// What stands in `abs(…)`.
    private static func magnitude(_ code: Code) -> Code? {
        switch code {
        case .toDecimal(let inner): magnitude(inner)
        case .call(let overload, let arguments, _) where overload.id.hasPrefix("abs") && arguments.count == 1:
            arguments[0]
        default: nil
        }
    }
}

extension Aggregate {
    /// The field of the members that it adds up, if it adds up just that.
    public var summedField: Int? {
        guard operation == .sum, let body else { return nil }
        return Self.field(body)
    }

    private static func field(_ code: Code) -> Int? {
        switch code {
        case .field(.local, let field): field
        case .toDecimal(let inner): field(inner)
        default: nil
        }
    }
}
