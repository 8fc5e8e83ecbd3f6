/// `format` of the strings extension: `%s %d %f %e %b %o %x %X %%`, with a precision for `%f` and `%e`.
enum TextFormat {
    /// Digits behind the point at most.
    private static let maximumPrecision = 1000

    /// A template with its clauses replaced by values.
    ///
    /// - Throws: `failed` for a clause that is none, one without a value, or a value of a type that it does not take.
    static func format(
        _ template: String,
        _ values: [Value],
        _ context: EvaluationContext
    ) throws(EvaluationError) -> String {
        var result = ""
        var rest = Substring(template)
        var next = 0
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            rest = rest[rest.index(after: percent)...]
            if rest.first == "%" {
                result += "%"
                rest.removeFirst()
                continue
            }
            var precision: Int?
            if rest.first == "." {
                let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
                guard let number = Int(digits), number <= maximumPrecision else {
                    throw context.error("a precision is a number up to \(maximumPrecision)")
                }
                precision = number
                rest = rest.dropFirst(digits.count + 1)
            }
            guard let clause = rest.popFirst() else { throw context.error("the format ends in a clause") }
            guard next < values.count else { throw context.error("there is no value for clause \(next + 1)") }
            let value = values[next]
            next += 1
            switch clause {
            case "s": result += try shown(value, context)
            case "d": result += try decimal(value, context)
            case "f": result += try fixed(value, precision ?? 6, isScientific: false, context)
            case "e": result += try fixed(value, precision ?? 6, isScientific: true, context)
            case "b": result += try digits(value, clause, radix: 2, context)
            case "o": result += try digits(value, clause, radix: 8, context)
            case "x", "X": result += try hexadecimal(value, clause, context)
            default: throw context.error("there is no clause '%\(clause)'")
            }
        }
        return result + rest
    }

    private static func refused(_ clause: Character, _ value: Value, _ context: EvaluationContext) -> EvaluationError {
        context.error("'%\(clause)' does not take '\(value.type.name)'")
    }

    private static func decimal(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> String {
        switch value {
        case .int(let int): return String(int)
        case .uint(let uint): return String(uint)
        case .double(let double): return DoubleText.plain(double)
        case .decimal(let decimal): return decimal.description
        default: throw refused("d", value, context)
        }
    }

    private static func fixed(
        _ value: Value,
        _ precision: Int,
        isScientific: Bool,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> String {
        let double: Double
        switch value {
        case .double(let number): double = number
        case .int(let number): double = Double(number)
        case .uint(let number): double = Double(number)
        case .decimal(let number):
            if !isScientific {
                let rounded = number.rounded(toScale: precision, rounding: .halfEven)
                let zeros = String(repeating: "0", count: precision - rounded.scale)
                return rounded.scale == 0 && precision > 0 ? "\(rounded).\(zeros)" : "\(rounded)\(zeros)"
            }
            double = number.double
        default: throw refused(isScientific ? "e" : "f", value, context)
        }
        return DoubleText.fixed(double, precision: precision, isScientific: isScientific)
    }

    private static func digits(
        _ value: Value,
        _ clause: Character,
        radix: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> String {
        switch value {
        case .int(let int): return String(int, radix: radix)
        case .uint(let uint): return String(uint, radix: radix)
        case .bool(let bool) where radix == 2: return bool ? "1" : "0"
        default: throw refused(clause, value, context)
        }
    }

    private static func hexadecimal(
        _ value: Value,
        _ clause: Character,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> String {
        let text: String
        switch value {
        case .string(let string): text = Array(string.utf8).hexadecimal
        case .bytes(let bytes): text = bytes.hexadecimal
        default: text = try digits(value, clause, radix: 16, context)
        }
        return clause == "X" ? text.uppercased() : text
    }

    /// `%s`: any value but a record, inside lists and maps too; the keys of maps in the order of their texts.
    private static func shown(_ value: Value, _ context: EvaluationContext) throws(EvaluationError) -> String {
        switch value {
        case .null: return "null"
        case .bool(let bool): return String(bool)
        case .int(let int): return String(int)
        case .uint(let uint): return String(uint)
        case .double(let double): return DoubleText.plain(double)
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .timestamp(let timestamp): return timestamp.description
        case .duration(let span): return span.description
        case .type(let type): return type.name
        case .decimal(let decimal): return decimal.description
        case .date(let date): return date.description
        case .quantity(let quantity):
            let unit = context.units.symbol(quantity.unit)
            return unit.isEmpty ? quantity.value.description : "\(quantity.value) \(unit)"
        case .list(let items):
            var parts: [String] = []
            for item in items { parts.append(try shown(item, context)) }
            return "[\(parts.joined(separator: ", "))]"
        case .map(let map):
            var parts: [(key: String, value: String)] = []
            for entry in map.entries { parts.append((try shown(entry.key, context), try shown(entry.value, context))) }
            parts.sort { $0.key < $1.key }
            return "{\(parts.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        case .optional, .record: throw refused("s", value, context)
        }
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}
