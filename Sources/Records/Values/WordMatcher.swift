/// Finds words in text: whole words, also in the plural; Chinese ones anywhere.
///
/// O(text) for the usual text, which has no word that begins like one of those looked for.
package struct WordMatcher: Sendable {
    /// A word to look for in spaced text.
    private struct Pattern: Sendable {
        let bytes: [UInt8]
        /// The value that it tells, as an index.
        let value: Int
    }

    private let entries: [(value: String, words: [String])]
    private let values: [[UInt8]]
    /// By the first byte, behind a blank if the pattern begins with one, the patterns that begin so.
    private let buckets: [[Pattern]]
    /// The filter: by the key of three bytes whether a pattern may begin so.
    private let starts: [Bool]
    private static let blank: UInt8 = 0x20

    /// Makes a matcher; of values whose words are all met, the first wins.
    package init(_ entries: [(value: String, words: [String])]) {
        self.entries = entries
        values = entries.map { Array($0.value.utf8) }
        var buckets: [[Pattern]] = Array(repeating: [], count: 512)
        var starts = Array(repeating: false, count: 1 << 16)
        for (index, entry) in entries.enumerated() {
            for pattern in entry.words.flatMap(FoldedText.patterns) where pattern.count > 1 {
                let isWord = pattern[0] == Self.blank
                buckets[Int(pattern[isWord ? 1 : 0]) + (isWord ? 256 : 0)].append(Pattern(bytes: pattern, value: index))
                if isWord, pattern.count > 3 { starts[Self.key(pattern[1], pattern[2], pattern[3])] = true }
            }
        }
        self.buckets = buckets
        self.starts = starts
    }

    /// The same with further words; nothing if no words tell the value.
    func adding(_ words: [String], telling value: String) -> WordMatcher? {
        guard let index = entries.firstIndex(where: { $0.value == value }) else { return nil }
        var entries = entries
        entries[index].words += words
        return WordMatcher(entries)
    }

    /// The value that the words of a text tell; nothing if there is none of them.
    package func value(of text: Span<UInt8>) -> [UInt8]? { index(of: text).map { values[$0] } }

    /// The value with an index.
    func value(at index: Int) -> [UInt8] { values[index] }

    /// The index of the value that the words of a text tell; nothing if there is none of them.
    func index(of text: Span<UInt8>) -> Int? {
        guard mayHold(text) else { return nil }
        let spaced = unsafe text.withUnsafeBufferPointer { unsafe FoldedText.spaced($0) }
        var best: Int?
        for start in spaced.indices {
            let isBlank = spaced[start] == Self.blank
            let bucket = isBlank ? (start + 1 < spaced.count ? Int(spaced[start + 1]) + 256 : 0) : Int(spaced[start])
            for pattern in buckets[bucket] where pattern.value < best ?? .max {
                if spaced[start...].starts(with: pattern.bytes) { best = pattern.value }
            }
        }
        return best
    }

    /// Whether some word of the text begins with three bytes with which a pattern may begin.
    private func mayHold(_ text: Span<UInt8>) -> Bool {
        var isStart = true
        for index in text.indices {
            let byte = Self.lower(text[index])
            if byte >= 0x80, !buckets[Int(byte)].isEmpty { return true }
            guard Self.isPart(byte) else {
                isStart = true
                continue
            }
            if isStart {
                // Where a word is shorter the filter cannot tell, for what parts it from the next may be written in any way.
                guard index + 2 < text.count, Self.isPart(text[index + 1]), Self.isPart(text[index + 2]),
                    text[index + 1] < 0x80, text[index + 2] < 0x80
                else {
                    return true
                }
                if starts[Self.key(byte, Self.lower(text[index + 1]), Self.lower(text[index + 2]))] { return true }
            }
            // A Latin word may follow a Chinese character.
            isStart = byte >= 0x80
        }
        return false
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// Whether a byte belongs to a word.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
            true
        default: false
        }
    }

    /// A place in the filter for three bytes.
    private static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) << 10 ^ Int(second) << 5 ^ Int(third)) & 0xFFFF
    }
}
