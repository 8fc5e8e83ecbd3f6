/// Finds words in text: whole words, also in the plural; Chinese ones anywhere.
///
/// O(text) for the usual text, which has no word that begins like one of those looked for.
struct WordMatcher: Sendable {
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
    private static let blank: UInt8 = 0x20

    /// Makes a matcher; of values whose words are all met, the first wins.
    init(_ entries: [(value: String, words: [String])]) {
        self.entries = entries
        values = entries.map { Array($0.value.utf8) }
        var buckets: [[Pattern]] = Array(repeating: [], count: 512)
        for (index, entry) in entries.enumerated() {
            for pattern in entry.words.flatMap(FoldedText.patterns) where pattern.count > 1 {
                let isWord = pattern[0] == Self.blank
                buckets[Int(pattern[isWord ? 1 : 0]) + (isWord ? 256 : 0)].append(Pattern(bytes: pattern, value: index))
            }
        }
        self.buckets = buckets
    }

    /// The same with further words; nothing if no words tell the value.
    func adding(_ words: [String], telling value: String) -> WordMatcher? {
        guard let index = entries.firstIndex(where: { $0.value == value }) else { return nil }
        var entries = entries
        entries[index].words += words
        return WordMatcher(entries)
    }

    /// The value that the words of a text tell; nothing if there is none of them.
    func value(of text: ArraySlice<UInt8>) -> [UInt8]? {
        guard mayHold(text) else { return nil }
        let spaced = FoldedText.spaced(text)
        var best: Int?
        for start in spaced.indices {
            let isBlank = spaced[start] == Self.blank
            let bucket = isBlank ? (start + 1 < spaced.count ? Int(spaced[start + 1]) + 256 : 0) : Int(spaced[start])
            for pattern in buckets[bucket] where pattern.value < best ?? .max {
                if spaced[start...].starts(with: pattern.bytes) { best = pattern.value }
            }
        }
        return best.map { values[$0] }
    }

    /// Whether some word of the text begins with a byte with which a pattern begins.
    private func mayHold(_ text: ArraySlice<UInt8>) -> Bool {
        var wasBlank = true
        for byte in text {
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
            let isLetter = lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
            if wasBlank, !buckets[Int(lower) + 256].isEmpty { return true }
            if !buckets[Int(lower)].isEmpty { return true }
            wasBlank = !(isLetter || lower >= 0x80 || (lower >= UInt8(ascii: "0") && lower <= UInt8(ascii: "9")))
        }
        return false
    }
}
