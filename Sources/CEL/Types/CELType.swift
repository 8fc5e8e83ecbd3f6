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
    /// Points in time.
    case timestamp
    /// Spans of time.
    case duration
    /// Lists of one type.
    case list(CELType)
    /// Maps from one type to another.
    case map(CELType, CELType)
    /// Types themselves.
    case type
    /// Values that may be missing.
    case optional(CELType)
    /// A type that the embedder declares, with its parameters.
    case abstract(String, [CELType])
    /// In a signature any type, the same one wherever the name stands.
    case param(String)
    /// While checking, a type not known yet.
    case variable(Int)
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
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .type: "type"
        case .optional(let wrapped): "optional(\(wrapped))"
        case .abstract(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .param(let name): name
        case .variable: "dyn"
        case .decimal: "decimal"
        case .date: "date"
        case .quantity: "quantity"
        case .record(let name): name
        }
    }

    /// The name of the type's value in expressions, as `type(x)` gives it.
    public var name: String {
        switch self {
        case .null: "null_type"
        case .string: "string"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .optional: "optional_type"
        case .abstract(let name, _): name
        default: description
        }
    }

    /// The types that expressions name.
    static let named: [String: CELType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
        "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "type": .type,
        "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
        "optional_type": .optional(.dyn),
    ]

    /// Whether a value of another type may stand where this one is expected; parameters are not asked.
    func accepts(_ other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn), (.param, _), (_, .variable), (.variable, _): true
        case (.decimal, .int): true
        case (.list(let left), .list(let right)): left.accepts(right)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            key.accepts(otherKey) && value.accepts(otherValue)
        case (.optional(let left), .optional(let right)): left.accepts(right)
        case (.abstract(let name, let own), .abstract(let otherName, let others)):
            name == otherName && own.count == others.count && zip(own, others).allSatisfy { $0.accepts($1) }
        default: self == other
        }
    }
}
