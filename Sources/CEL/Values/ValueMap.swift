/// A map in the order of its making; keys are bool, int, uint, string, or a typed extension value.
public struct ValueMap: Sendable {
    /// The entries in order.
    public private(set) var entries: [(key: Value, value: Value)] = []
    /// The places of keys, where there are many; few are looked through.
    private var indices: [ValueKey: Int] = [:]
    private static let few = 8

    /// An empty map.
    public init() {}

    /// The value of a key; numbers of different types that are equal are one key.
    public subscript(key: Value) -> Value? {
        guard let key = ValueKey(key), let index = index(of: key) else { return nil }
        return entries[index].value
    }

    /// Adds an entry.
    ///
    /// - Returns: whether the key is a possible key and was not there before.
    public mutating func insert(_ key: Value, _ value: Value) -> Bool {
        guard let hashed = ValueKey(key), index(of: hashed) == nil else { return false }
        append(key, hashed, value)
        return true
    }

    private func index(of key: ValueKey) -> Int? {
        entries.count > Self.few ? indices[key] : entries.firstIndex { ValueKey($0.key) == key }
    }

    private mutating func append(_ key: Value, _ hashed: ValueKey, _ value: Value) {
        entries.append((key, value))
        if entries.count == Self.few + 1 {
            for (index, entry) in entries.enumerated() { if let key = ValueKey(entry.key) { indices[key] = index } }
        } else if entries.count > Self.few {
            indices[hashed] = entries.count - 1
        }
    }

    /// Adds to the number of a key, for counting.
    mutating func increment(_ key: Value, by amount: Int64 = 1) {
        guard let hashed = ValueKey(key) else { return }
        if let index = index(of: hashed), case .int(let count) = entries[index].value {
            entries[index].value = .int(count + amount)
        } else {
            append(key, hashed, .int(amount))
        }
    }
}

/// A value as a key: equal numbers of different types are the same key.
public enum ValueKey: Hashable, Sendable {
    /// A truth value.
    case bool(Bool)
    /// Any number that is exact.
    case number(Decimal)
    /// Text.
    case string(String)
    /// A day.
    case date(CalendarDate)
    /// A quantity in its unit.
    case quantity(Decimal, UInt16)

    /// The key of a value; nothing for values that cannot be keys.
    public init?(_ value: Value) {
        switch value {
        case .bool(let bool): self = .bool(bool)
        case .int(let int): self = .number(Decimal(int))
        case .uint(let uint): self = .number(Decimal(uint))
        case .double(let double):
            guard double.magnitude < 0x1p65, double.rounded(.towardZero) == double else { return nil }
            self = .number(Decimal(mantissa: Int128(double), scale: 0))
        case .string(let string): self = .string(string)
        case .decimal(let decimal): self = .number(decimal)
        case .date(let date): self = .date(date)
        case .quantity(let quantity): self = .quantity(quantity.value, quantity.unit)
        default: return nil
        }
    }
}
