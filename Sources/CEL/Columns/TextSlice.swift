/// A text in an arena of bytes.
public struct TextSlice: Sendable {
    /// The first byte in the arena.
    public var start: UInt32
    /// The length in bytes.
    public var length: UInt32

    /// No text.
    public static let empty = TextSlice(start: 0, length: 0)

    /// Makes a slice.
    public init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }

    /// The bytes, as a range of the arena.
    public var range: Range<Int> { Int(start)..<(Int(start) + Int(length)) }
}
