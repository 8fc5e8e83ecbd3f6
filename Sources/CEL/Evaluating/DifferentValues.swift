/// The different values that members have, in the order in which they are first met, and how often each was met.
///
/// As long as all are texts that are only told apart they are bytes in a table; with another value, or where they are
/// counted, they become a map.
struct DifferentValues: Sendable {
    private var texts = KeyTable()
    private var counted = ValueMap()

    /// Whether all are texts that are only told apart.
    var isOfTexts: Bool { texts.count > 0 }

    /// How many values there are.
    var count: Int { isOfTexts ? texts.count : counted.entries.count }

    /// The values, and how often each was met; texts that are only told apart once.
    var entries: [(value: Value, count: Int64)] {
        if isOfTexts { return (0..<texts.count).map { (text($0), 1) } }
        return counted.entries.map { entry in
            if case .int(let count) = entry.value { (entry.key, count) } else { (entry.key, 1) }
        }
    }

    /// Two texts.
    init(_ first: String, _ second: Span<UInt8>) {
        _ = texts.insert(Array(first.utf8).span)
        _ = texts.insert(second)
    }

    /// A value with its count.
    init(_ value: Value, count: Int64) { counted.increment(value, by: count) }

    private func text(_ index: Int) -> Value { .string(String(decoding: texts.key(index), as: UTF8.self)) }

    /// Adds a text to texts.
    mutating func add(_ text: Span<UInt8>) { _ = texts.insert(text) }

    /// Counts a value.
    mutating func increment(_ value: Value, by amount: Int64) {
        if isOfTexts {
            for index in 0..<texts.count { counted.increment(text(index)) }
            texts = KeyTable()
        }
        counted.increment(value, by: amount)
    }
}
