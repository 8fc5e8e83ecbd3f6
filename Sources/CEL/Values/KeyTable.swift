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

    /// So many keys are looked for at once.
    private static let blockSize = 64

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

    /// The numbers of many keys, given to those that are new.
    ///
    /// Several keys are looked for at once, so that the memory of one is fetched while others are compared.
    ///
    /// - Parameters:
    ///   - keys: the keys, one behind the other.
    ///   - ends: where each ends.
    ///   - wanted: which of them are meant.
    /// - Returns: a number for each; -1 for those that are not meant.
    package mutating func insert(_ keys: [UInt8], ends: [Int], where wanted: [Bool]) -> [Int32] {
        var numbers = [Int32](repeating: -1, count: ends.count)
        var found: [(hash: UInt32, entry: UInt64)] = []
        found.reserveCapacity(Self.blockSize)
        let keys = keys.span
        var start = 0
        for first in stride(from: 0, to: ends.count, by: Self.blockSize) {
            let rows = first..<min(first + Self.blockSize, ends.count)
            if follows(keys, start, rows, ends, wanted) {
                for row in rows {
                    if wanted[row] { numbers[row] = Int32(insert(keys.extracting(start..<ends[row]))) }
                    start = ends[row]
                }
                continue
            }
            while (count + rows.count) * 2 > slots.count { grow() }
            let mask = slots.count - 1
            found.removeAll(keepingCapacity: true)
            var from = start
            for row in rows {
                let hash = wanted[row] ? Self.hash(keys.extracting(from..<ends[row])) : 0
                found.append((hash, slots[Int(hash) & mask]))
                from = ends[row]
            }
            for row in rows {
                let end = ends[row]
                if wanted[row] {
                    let (hash, entry) = found[row - first]
                    let key = keys.extracting(start..<end)
                    // An entry stays where it is; one that was empty may have been taken meanwhile.
                    let known = Int(entry & 0xFFFF_FFFF) - 1
                    let isKnown = entry != 0 && entry >> 32 == UInt64(hash) && isEqual(known, key)
                    let number = isKnown ? known : findOrAdd(key, hash)
                    numbers[row] = Int32(number)
                    next = number + 1
                }
                start = end
            }
        }
        return numbers
    }

    /// Whether keys come in the order of before, as far as the first of them tells.
    private func follows(_ keys: Span<UInt8>, _ start: Int, _ rows: Range<Int>, _ ends: [Int], _ wanted: [Bool]) -> Bool
    {
        next < count && wanted[rows.lowerBound] && isEqual(next, keys.extracting(start..<ends[rows.lowerBound]))
    }

    private mutating func findOrAdd(_ key: Span<UInt8>) -> Int {
        if (count + 1) * 2 > slots.count { grow() }
        return findOrAdd(key, Self.hash(key))
    }

    private mutating func findOrAdd(_ key: Span<UInt8>, _ hash: UInt32) -> Int {
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
        return bytes.span.extracting(start..<ends[index]).isEqual(to: key)
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

    /// Sixteen bytes at a time, multiplied to 128 bits and folded; in the manner of wyhash.
    private static func hash(_ key: Span<UInt8>) -> UInt32 {
        let seed = seed
        var state = seed ^ UInt64(truncatingIfNeeded: key.count)
        let words = unsafe key.bytes
        // In bounds: eight bytes from `index` on are there.
        func word(_ index: Int) -> UInt64 { unsafe words.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) }
        var index = 0
        while index + 16 <= key.count {
            state = mixed(word(index) ^ seed, word(index + 8) ^ state)
            index += 16
        }
        if key.count >= 8 {
            // The last bytes are read again with those before them.
            if index + 8 < key.count { state = mixed(word(index) ^ seed, state) }
            state = mixed(word(key.count - 8) ^ seed, state)
        } else {
            var rest: UInt64 = 0
            for index in key.indices { rest = rest << 8 | UInt64(key[index]) }
            state = mixed(rest ^ seed, state)
        }
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    private static func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = (one ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: other ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
