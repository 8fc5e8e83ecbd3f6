/// Tells a field's value from the words of another, for example a line's role from its description.
package struct Classification: Sendable {
    /// The field that is told, as an index.
    package let field: Int
    /// The field whose words tell it, as an index.
    package let source: Int
    /// The value where no word is met.
    package let otherwise: String
    /// The values with the patterns of their words; the first value of which one word stands there wins.
    package let words: [(value: String, words: [[UInt8]])]
}
