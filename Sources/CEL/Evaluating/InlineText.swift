/// A text of up to 16 bytes of UTF-8, without an allocation.
struct InlineText: Sendable {
    /// How many bytes it takes at most.
    static let capacity = 16

    private var words: (UInt64, UInt64) = (0, 0)
    private var count: UInt8 = 0

    /// An empty text.
    init() {}

    /// A text of at most `capacity` bytes.
    init(_ text: Span<UInt8>) {
        words = Self.words(of: text)
        count = UInt8(text.count)
    }

    /// Whether it is some text, byte for byte.
    func isEqual(to text: Span<UInt8>) -> Bool {
        text.count == Int(count) && Self.words(of: text) == words
    }

    /// The text.
    var string: String {
        let bytes = (0..<Int(count)).map { index in
            UInt8(truncatingIfNeeded: (index < 8 ? words.0 : words.1) >> UInt64(index % 8 * 8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func words(of text: Span<UInt8>) -> (UInt64, UInt64) {
        var words: (UInt64, UInt64) = (0, 0)
        for index in text.indices {
            let byte = UInt64(text[index]) << UInt64(index % 8 * 8)
            if index < 8 { words.0 |= byte } else { words.1 |= byte }
        }
        return words
    }
}
