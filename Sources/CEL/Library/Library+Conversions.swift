extension Library {
    /// Conversions between the types of the core.
    static let conversions: [Function] =
        conversion("int", [.int, .uint, .double, .string, .timestamp], .int, int)
        + conversion("uint", [.uint, .int, .double, .string], .uint, uint)
        + conversion("double", [.double, .int, .uint, .string], .double, double)
        + conversion("string", [.string], .string, string)
        + conversion("string", [.int], .string, string).map { $0.typed(.written) }
        + conversion("string", [.uint, .double, .bool, .bytes, .timestamp, .duration], .string, string)
        + conversion("bytes", [.bytes, .string], .bytes) { value, context throws(EvaluationError) in
            guard case .string(let text) = value else { return value }
            return .bytes(Array(text.utf8))
        }
        + conversion("bool", [.bool, .string], .bool, bool)
        + conversion("timestamp", [.timestamp, .string, .int], .timestamp, timestamp)
        + conversion("duration", [.duration, .string], .duration) { value, context throws(EvaluationError) in
            guard case .string(let text) = value else { return value }
            guard let span = TimeSpan(text) else { throw context.error("'\(text)' is no span of time") }
            return .duration(span)
        }

    /// Conversions of exact decimals, days and the like.
    static let exactConversions: [Function] =
        conversion("decimal", [.decimal, .int, .uint, .string], .decimal) { value, context throws(EvaluationError) in
            if case .string(let text) = value {
                guard let decimal = Decimal(text) else { throw context.error("'\(text)' is no number") }
                return .decimal(decimal)
            }
            guard let exact = value.exact else { throw context.noOverload("decimal") }
            return .decimal(exact)
        }
        + conversion("string", [.decimal, .date], .string, string)
        + conversion("int", [.decimal], .int, int)
        + conversion("double", [.decimal], .double, double)

    private typealias Conversion = @Sendable (Value, EvaluationContext) throws(EvaluationError) -> Value

    private static func conversion(
        _ name: String,
        _ types: [CELType],
        _ result: CELType,
        _ convert: @escaping Conversion
    ) -> [Function] {
        types.map { type in
            function(name, [type], result) { arguments, context throws(EvaluationError) in
                guard arguments[0].type == type else { throw context.noOverload(name) }
                return try convert(arguments[0], context)
            }
        }
    }

    private static func int(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        switch value {
        case .int: return value
        case .timestamp(let timestamp): return .int(timestamp.seconds)
        case .string(let text):
            guard let int = Int64(text) else { throw context.error("'\(text)' is no whole number") }
            return .int(int)
        case .double(let double):
            // 2^63 itself is a double, but no int; the least int is one.
            guard double > -0x1p63, double < 0x1p63 else { throw context.error(CELMessages.intRange) }
            return .int(Int64(double))
        default:
            guard let exact = value.exact, let int = Int64(exactly: exact.mantissa / Decimal.powers[exact.scale]) else {
                throw context.error(CELMessages.intRange)
            }
            return .int(int)
        }
    }

    private static func uint(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        switch value {
        case .uint: return value
        case .string(let text):
            guard let uint = UInt64(text) else { throw context.error("'\(text)' is no whole number") }
            return .uint(uint)
        case .double(let double):
            guard double > -1, double < 0x1p64 else { throw context.error(CELMessages.intRange) }
            return .uint(UInt64(double))
        case .int(let int):
            guard let uint = UInt64(exactly: int) else { throw context.error(CELMessages.intRange) }
            return .uint(uint)
        default: throw context.noOverload("uint")
        }
    }

    private static func double(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        switch value {
        case .double: return value
        case .int(let int): return .double(Double(int))
        case .uint(let uint): return .double(Double(uint))
        case .decimal(let decimal): return .double(decimal.double)
        case .string(let text):
            guard let double = DoubleText.parse(text) else { throw context.error("'\(text)' is no number") }
            return .double(double)
        default: throw context.noOverload("double")
        }
    }

    private static func bool(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        guard case .string(let text) = value else { return value }
        switch text {
        case "1", "t", "true", "T", "TRUE", "True": return .bool(true)
        case "0", "f", "false", "F", "FALSE", "False": return .bool(false)
        default: throw context.error("'\(text)' is neither true nor false")
        }
    }

    private static func timestamp(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            guard let timestamp = Timestamp(seconds: seconds) else { throw context.error(CELMessages.range) }
            return .timestamp(timestamp)
        case .string(let text):
            guard let timestamp = Timestamp(text) else { throw context.error("'\(text)' is no time of RFC 3339") }
            return .timestamp(timestamp)
        default: throw context.noOverload("timestamp")
        }
    }

    private static func string(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> Value {
        switch value {
        case .string: return value
        case .int(let int): return .string(String(int))
        case .uint(let uint): return .string(String(uint))
        case .double(let double): return .string(DoubleText.shortest(double))
        case .bool(let bool): return .string(String(bool))
        case .decimal(let decimal): return .string(decimal.description)
        case .date(let date): return .string(date.description)
        case .timestamp(let timestamp): return .string(timestamp.description)
        case .duration(let span): return .string(span.description)
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else { throw context.error("invalid UTF-8") }
            return .string(text)
        default: throw context.noOverload("string")
        }
    }
}
