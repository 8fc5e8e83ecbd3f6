/// A type of the expression language.
public indirect enum CELType: Hashable, Sendable {
    /// Any type, known only when evaluated.
    case dyn
    /// The type of null.
    case null
    /// Truth values.
    case bool
    /// 64-bit integers.
    case int
    /// 64-bit integers without sign.
    case uint
    /// Binary floating-point numbers.
    case double
    /// Text.
    case string
    /// Bytes.
    case bytes
    /// Lists of one type.
    case list(CELType)
    /// Maps from one type to another.
    case map(CELType, CELType)
    /// Types themselves.
    case type
    /// Values that may be missing.
    case optional(CELType)
    /// Exact decimals (extension).
    case decimal
    /// Days (extension).
    case date
    /// Decimals with units (extension).
    case quantity
    /// Records of a declared shape (extension).
    case record(String)
}

extension CELType: CustomStringConvertible {
    /// The type as authors write it.
    public var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "text"
        case .bytes: "bytes"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .type: "type"
        case .optional(let wrapped): "optional(\(wrapped))"
        case .decimal: "decimal"
        case .date: "date"
        case .quantity: "quantity"
        case .record(let name): name
        }
    }

    /// Whether a value of another type may stand where this one is expected.
    func accepts(_ other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.decimal, .int): true
        case (.list(let left), .list(let right)): left.accepts(right)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            key.accepts(otherKey) && value.accepts(otherValue)
        case (.optional(let left), .optional(let right)): left.accepts(right)
        default: self == other
        }
    }
}
