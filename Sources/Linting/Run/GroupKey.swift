internal import CEL

/// A canonical, typed byte string: the same key on every thread and machine.
struct GroupKey: Hashable, Sendable {
    private(set) var bytes: [UInt8] = []

    /// Appends a part.
    ///
    /// - Returns: false for values that cannot be part of a key.
    mutating func append(_ value: Value, units: UnitTable) -> Bool {
        switch value {
        case .string(let text): append(1, text.utf8)
        case .decimal(let decimal): append(2, decimal.normalised.description.utf8)
        case .int(let int): append(2, String(int).utf8)
        case .date(let date): append(3, String(date.daysSinceEpoch).utf8)
        case .bool(let bool): append(4, (bool ? "1" : "0").utf8)
        case .quantity(let quantity):
            guard let base = units.base(quantity) else { return false }
            append(5, "\(base.value.normalised)\u{1F}\(base.dimension)".utf8)
        case .list(let items):
            append(6, String(items.count).utf8)
            for item in items where !append(item, units: units) { return false }
        default: return false
        }
        return true
    }

    /// Appends a part that is absent.
    mutating func appendAbsence() { append(0, "".utf8) }

    private mutating func append(_ tag: UInt8, _ content: some Collection<UInt8>) {
        bytes.append(tag)
        // The length comes first, so that no content can look like another part.
        unsafe withUnsafeBytes(of: UInt32(content.count).littleEndian) { length in
            unsafe bytes.append(contentsOf: length)
        }
        bytes.append(contentsOf: content)
    }
}
