/// A value of the expression language.
public enum Value: Sendable {
    /// Null.
    case null
    /// A truth value.
    case bool(Bool)
    /// A 64-bit integer.
    case int(Int64)
    /// A 64-bit integer without sign.
    case uint(UInt64)
    /// A binary floating-point number.
    case double(Double)
    /// Text.
    case string(String)
    /// Bytes.
    case bytes([UInt8])
    /// A list.
    case list([Value])
    /// A map.
    case map(ValueMap)
    /// A type.
    case type(CELType)
    /// A point in time.
    case timestamp(Timestamp)
    /// A span of time.
    case duration(TimeSpan)
    /// An optional value.
    indirect case optional(Value?)
    /// An exact decimal (extension).
    case decimal(Decimal)
    /// A day (extension).
    case date(CalendarDate)
    /// A decimal with a unit (extension).
    case quantity(Quantity)
    /// A record (extension).
    case record(RecordReference)
}

extension Value {
    /// The value's type; of lists, maps and optionals without what they hold.
    public var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .type: .type
        case .timestamp: .timestamp
        case .duration: .duration
        case .optional: .optional(.dyn)
        case .decimal: .decimal
        case .date: .date
        case .quantity: .quantity
        case .record: .record("record")
        }
    }

    /// The value as an exact decimal, if it is an int or a decimal.
    public var exact: Decimal? {
        switch self {
        case .int(let int): Decimal(int)
        case .uint(let uint): Decimal(uint)
        case .decimal(let decimal): decimal
        default: nil
        }
    }
}
