/// Names by the addresses of their texts in the parser's dictionary, where equal texts have one address.
struct PointerCache {
    /// Where the parts of a name stand: all three tell it, for addresses are near each other.
    struct Key: Equatable {
        /// The local name.
        var local: UInt
        /// The namespace, 0 for none.
        var namespace: UInt
        /// The prefix, 0 for none.
        var prefix: UInt

        fileprivate var hash: Int {
            let mixed =
                (local >> 3) &* 0x9E37_79B9 ^ (namespace >> 3) &* 0x85EB_CA6B ^ (prefix >> 3) &* 0xC2B2_AE35
            return Int(truncatingIfNeeded: mixed) & Int(Int32.max)
        }
    }

    private static let none = Key(local: 0, namespace: 0, prefix: 0)

    private var keys = Array(repeating: Self.none, count: 256)
    private var names: [Name] = Array(repeating: .unknown, count: 256)
    private var count = 0

    /// The name at some addresses, if it was met before.
    func find(_ key: Key) -> Name? {
        var index = key.hash & (keys.count - 1)
        while keys[index].local != 0 {
            if keys[index] == key { return names[index] }
            index = (index + 1) & (keys.count - 1)
        }
        return nil
    }

    /// Remembers a name.
    mutating func insert(_ key: Key, _ name: Name) {
        if count * 2 >= keys.count { grow() }
        var index = key.hash & (keys.count - 1)
        while keys[index].local != 0 { index = (index + 1) & (keys.count - 1) }
        keys[index] = key
        names[index] = name
        count += 1
    }

    private mutating func grow() {
        let old = zip(keys, names).filter { $0.0.local != 0 }
        keys = Array(repeating: Self.none, count: keys.count * 2)
        names = Array(repeating: .unknown, count: names.count * 2)
        count = 0
        for (key, name) in old { insert(key, name) }
    }
}
