/// The names that somebody wants to be told of, each with its number.
package struct NameTable: Sendable {
    private struct Entry: Sendable {
        var namespace: [UInt8]
        var local: [UInt8]
    }

    /// Entry `i` is the name with number `i`; the first stands for all unknown names.
    private var entries = [Entry(namespace: [], local: [])]
    /// Open addressing: numbers of names by hash, 0 for empty; the size is a power of two.
    private var buckets = [Int32](repeating: 0, count: 64)

    /// Makes an empty table.
    package init() {}

    /// The local name of a number.
    package func local(_ name: Name) -> String { String(decoding: entries[Int(name.rawValue)].local, as: UTF8.self) }

    /// The number of a name, given one if it has none yet.
    package mutating func intern(namespace: String, local: String) -> Name {
        let (space, name) = (Array(namespace.utf8), Array(local.utf8))
        let known = find(namespace: space.span, local: name.span)
        guard known == .unknown else { return known }
        entries.append(Entry(namespace: space, local: name))
        if entries.count * 2 > buckets.count { grow() }
        insert(Int32(entries.count - 1))
        return Name(rawValue: Int32(entries.count - 1))
    }

    /// The number of a name, or that of unknown names.
    ///
    /// O(length).
    package func find(namespace: Span<UInt8>, local: Span<UInt8>) -> Name {
        var bucket = Self.hash(namespace, local) & (buckets.count - 1)
        while buckets[bucket] != 0 {
            let entry = entries[Int(buckets[bucket])]
            if Self.equal(entry.local, local), Self.equal(entry.namespace, namespace) {
                return Name(rawValue: buckets[bucket])
            }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        return .unknown
    }

    /// The number of a folded name without a namespace, whatever the case and whether its words are joined by `_`, `-` or
    /// blanks; or that of unknown names.
    ///
    /// O(length).
    package func find(folding local: Span<UInt8>) -> Name {
        var hash: UInt32 = 2_166_136_261
        for index in local.indices {
            guard let byte = Self.folded(local[index]) else { continue }
            hash = (hash ^ UInt32(byte)) &* 16_777_619
        }
        var bucket = Int(hash) & (buckets.count - 1)
        while buckets[bucket] != 0 {
            let entry = entries[Int(buckets[bucket])]
            if entry.namespace.isEmpty, Self.equal(entry.local, folding: local) {
                return Name(rawValue: buckets[bucket])
            }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        return .unknown
    }

    /// A name as `find(folding:)` looks for it.
    package static func folded(_ name: String) -> String {
        String(decoding: name.utf8.compactMap(folded), as: UTF8.self)
    }

    /// A byte of a folded name; nothing for one that only joins words.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
    }

    private static func equal(_ known: [UInt8], folding bytes: Span<UInt8>) -> Bool {
        var place = 0
        for index in bytes.indices {
            guard let byte = folded(bytes[index]) else { continue }
            guard place < known.count, known[place] == byte else { return false }
            place += 1
        }
        return place == known.count
    }

    private mutating func grow() {
        buckets = [Int32](repeating: 0, count: buckets.count * 2)
        for number in 1..<(entries.count - 1) { insert(Int32(number)) }
    }

    private mutating func insert(_ number: Int32) {
        let entry = entries[Int(number)]
        var bucket = Self.hash(entry.namespace.span, entry.local.span) & (buckets.count - 1)
        while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
        buckets[bucket] = number
    }

    /// FNV-1a over the local name and the end of the namespace, which tells namespaces apart.
    private static func hash(_ namespace: Span<UInt8>, _ local: Span<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in local.indices { hash = (hash ^ UInt32(local[index])) &* 16_777_619 }
        for index in namespace.indices.suffix(8) { hash = (hash ^ UInt32(namespace[index])) &* 16_777_619 }
        return Int(hash)
    }

    private static func equal(_ known: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard known.count == bytes.count else { return false }
        for index in bytes.indices where known[index] != bytes[index] { return false }
        return true
    }
}
