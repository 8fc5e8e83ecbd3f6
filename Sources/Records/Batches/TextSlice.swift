/// A text in its batch's arena.
package struct TextSlice: Sendable {
    /// The first byte in the arena.
    package var start: UInt32
    /// The length in bytes.
    package var length: UInt32

    /// No text.
    package static let empty = TextSlice(start: 0, length: 0)
}
