/// Keys as small numbers in the order in which they are first seen: a hash table with its bytes in one array.
///
/// Open addressing with linear probing, at most two thirds full; a key costs its bytes and 22 to 36 bytes more. The hash
/// is seeded by the process, so that nobody can prepare keys that collide; the numbers do not depend on it.
struct KeyTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    private var slots: [Int32] = []

    /// How many keys there are.
    var count: Int { ends.count }

    /// The bytes of a key.
    func key(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

    /// The number of a key, given to it if it is new.
    mutating func insert(_ key: some RandomAccessCollection<UInt8>) -> Int {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let hash = Self.hash(key)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let known = Int(slots[slot])
            if hashes[known] == hash, self.key(known).elementsEqual(key) { return known }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(count)
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
        hashes.append(hash)
        return count - 1
    }

    private mutating func grow() {
        let size = max(16, slots.count * 2)
        slots = Array(repeating: -1, count: size)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
    }

    /// Differs from process to process.
    private static let seed = UInt64.random(in: .min ... .max)

    /// Eight bytes at a time, each multiplied to 128 bits and folded; in the manner of wyhash.
    private static func hash(_ key: some RandomAccessCollection<UInt8>) -> UInt32 {
        var state = seed ^ UInt64(truncatingIfNeeded: key.count)
        var word: UInt64 = 0
        var filled = 0
        for byte in key {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                state = mixed(state ^ word)
                (word, filled) = (0, 0)
            }
        }
        state = mixed(state ^ word)
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB ^ seed)
        return product.high ^ product.low
    }
}
