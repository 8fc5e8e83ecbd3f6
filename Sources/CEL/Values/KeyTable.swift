/// Keys as small numbers in the order in which they are first seen: a hash table with its bytes in one array.
///
/// Open addressing with linear probing, at most half full; a key costs its bytes and 24 to 40 bytes more. The hash is
/// seeded by the process, so that nobody can prepare keys that collide; the numbers do not depend on it. Documents mostly
/// name their parts in one order, again and again, so the key behind the last one is tried before any other.
package struct KeyTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// The hash of a key in the upper half, its number and one in the lower, or 0 for none.
    ///
    /// Their number is a power of two.
    private var slots: [UInt64] = []
    /// The key that comes next if keys come in the order of before.
    private var next = 0

    /// Makes an empty table.
    package init() {}

    /// How many keys there are.
    package var count: Int { ends.count }

    /// The bytes of a key.
    package func key(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

    /// The number of a key, given to it if it is new.
    package mutating func insert(_ key: Span<UInt8>) -> Int {
        if next < count, isEqual(next, key) {
            next += 1
            return next - 1
        }
        let number = findOrAdd(key)
        next = number + 1
        return number
    }

    private mutating func findOrAdd(_ key: Span<UInt8>) -> Int {
        if (count + 1) * 2 > slots.count { grow() }
        let hash = Self.hash(key)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let known = Int(slots[slot] & 0xFFFF_FFFF) - 1
            if slots[slot] >> 32 == UInt64(hash), isEqual(known, key) { return known }
            slot = (slot + 1) & mask
        }
        unsafe key.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        slots[slot] = UInt64(hash) << 32 | UInt64(ends.count)
        return ends.count - 1
    }

    private func isEqual(_ index: Int, _ key: Span<UInt8>) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == key.count else { return false }
        let known = bytes.span.extracting(start..<ends[index])
        // Eight bytes at a time, both of one length.
        var offset = 0
        while offset + 8 <= key.count {
            let (one, other) = unsafe (
                known.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self),
                key.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            )
            if one != other { return false }
            offset += 8
        }
        while offset < key.count {
            if known[offset] != key[offset] { return false }
            offset += 1
        }
        return true
    }

    private mutating func grow() {
        let old = slots
        let mask = max(16, old.count * 2) - 1
        slots = Array(repeating: 0, count: mask + 1)
        for entry in old where entry != 0 {
            var slot = Int(entry >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }

    /// Differs from process to process.
    private static let seed = UInt64.random(in: .min ... .max)

    /// Eight bytes at a time, each multiplied to 128 bits and folded; in the manner of wyhash.
    private static func hash(_ key: Span<UInt8>) -> UInt32 {
        let seed = seed
        var state = seed ^ UInt64(truncatingIfNeeded: key.count)
        var index = 0
        let words = unsafe key.bytes
        while index + 8 <= key.count {
            // In bounds: eight bytes from `index` on are there.
            let word = unsafe words.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = mixed(state ^ word, seed)
            index += 8
        }
        var word: UInt64 = 0
        while index < key.count {
            word = word << 8 | UInt64(key[index])
            index += 1
        }
        state = mixed(state ^ word, seed)
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    private static func mixed(_ value: UInt64, _ seed: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB ^ seed)
        return product.high ^ product.low
    }
}
