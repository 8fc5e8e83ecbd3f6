/// The optionals extension.
extension Library {
    private static let wrapped = CELType.param("A")

    static let optionals: [Function] = [
        function("optional.of", [wrapped], .optional(wrapped)) { arguments, _ in .optional(arguments[0]) },
        function("optional.ofNonZeroValue", [wrapped], .optional(wrapped)) { arguments, _ in
            .optional(arguments[0].isZero ? nil : arguments[0])
        },
        function("optional.none", [], .optional(wrapped)) { _, _ in .optional(nil) },
        member("value", [.optional(wrapped)], wrapped) { arguments, context throws(EvaluationError) in
            guard let value = try optional(arguments, 0, context) else { throw context.error("there is no value") }
            return value
        },
        member("hasValue", [.optional(wrapped)], .bool) { arguments, context throws(EvaluationError) in
            .bool(try optional(arguments, 0, context) != nil)
        },
        member("or", [.optional(wrapped), .optional(wrapped)], .optional(wrapped)) {
            arguments,
            context throws(EvaluationError) in
            try optional(arguments, 0, context) == nil ? arguments[1] : arguments[0]
        },
        member("orValue", [.optional(wrapped), wrapped], wrapped) { arguments, context throws(EvaluationError) in
            try optional(arguments, 0, context) ?? arguments[1]
        },
    ]

    private static func optional(
        _ arguments: [Value],
        _ index: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Value? {
        guard case .optional(let wrapped) = arguments[index] else { throw context.error("expected an optional value") }
        return wrapped
    }
}

extension Value {
    /// Whether it is its type's empty value: null, zero, nothing.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let bool): !bool
        case .int(let int): int == 0
        case .uint(let uint): uint == 0
        case .double(let double): double == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let items): items.isEmpty
        case .map(let map): map.entries.isEmpty
        case .duration(let span): span.nanoseconds == 0
        case .optional(let wrapped): wrapped == nil
        case .decimal(let decimal): decimal.mantissa == 0
        case .timestamp(let timestamp): timestamp.seconds == 0 && timestamp.nanoseconds == 0
        case .type, .date, .quantity, .record: false
        }
    }
}
