/// Tells a field's value from the words of another, for example a line's role from its description.
package struct Classification: Sendable {
    /// The field that is told, as an index.
    package let field: Int
    /// The field whose words tell it, as an index.
    package let source: Int
    /// The value where no word is met, as bytes.
    package let otherwise: [UInt8]
    /// Finds the words.
    let matcher: WordMatcher

    init(field: Int, source: Int, otherwise: String, matcher: WordMatcher) {
        self.field = field
        self.source = source
        self.otherwise = Array(otherwise.utf8)
        self.matcher = matcher
    }

    /// The same with further words; nothing if no words tell the value.
    func adding(_ words: [String], telling value: String) -> Classification? {
        matcher.adding(words, telling: value).map {
            Classification(
                field: field,
                source: source,
                otherwise: String(decoding: otherwise, as: UTF8.self),
                matcher: $0
            )
        }
    }
}
