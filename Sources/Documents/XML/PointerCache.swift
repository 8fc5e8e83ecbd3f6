/// Names by the addresses of their texts in the parser's dictionary, where equal texts have one address.
struct PointerCache {
    private var keys: [(UInt, UInt)] = Array(repeating: (0, 0), count: 256)
    private var names: [Name] = Array(repeating: .unknown, count: 256)
    private var count = 0

    /// The name at two addresses, if it was met before.
    func find(_ first: UInt, _ second: UInt) -> Name? {
        var index = Self.hash(first, second) & (keys.count - 1)
        while keys[index].0 != 0 {
            if keys[index].0 == first, keys[index].1 == second { return names[index] }
            index = (index + 1) & (keys.count - 1)
        }
        return nil
    }

    /// Remembers a name.
    mutating func insert(_ first: UInt, _ second: UInt, _ name: Name) {
        if count * 2 >= keys.count { grow() }
        var index = Self.hash(first, second) & (keys.count - 1)
        while keys[index].0 != 0 { index = (index + 1) & (keys.count - 1) }
        keys[index] = (first, second)
        names[index] = name
        count += 1
    }

    private mutating func grow() {
        let old = zip(keys, names).filter { $0.0.0 != 0 }
        keys = Array(repeating: (0, 0), count: keys.count * 2)
        names = Array(repeating: .unknown, count: names.count * 2)
        count = 0
        for (key, name) in old { insert(key.0, key.1, name) }
    }

    private static func hash(_ first: UInt, _ second: UInt) -> Int {
        Int(truncatingIfNeeded: (first >> 3) &* 0x9E37_79B9 ^ (second >> 3) &* 0x85EB_CA6B) & Int(Int32.max)
    }
}
