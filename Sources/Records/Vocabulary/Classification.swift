/// Tells a field's value from the words of others, for example a line's role from its description.
package struct Classification: Sendable {
    /// The field that is told, as an index.
    package let field: Int
    /// The fields whose words tell it, as indices.
    package let sources: [Int]
    /// The value where no word is met, as bytes.
    package let otherwise: [UInt8]
    /// Finds the words.
    let matcher: WordMatcher

    init(field: Int, sources: [Int], otherwise: String, matcher: WordMatcher) {
        self.field = field
        self.sources = sources
        self.otherwise = Array(otherwise.utf8)
        self.matcher = matcher
    }

    /// The value that the words of a text tell; nothing if there is none of them.
    package func value(of text: String) -> String? {
        matcher.value(of: Array(text.utf8).span).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same with further words; nothing if no words tell the value.
    func adding(_ words: [String], telling value: String) -> Classification? {
        matcher.adding(words, telling: value).map {
            Classification(
                field: field,
                sources: sources,
                otherwise: String(decoding: otherwise, as: UTF8.self),
                matcher: $0
            )
        }
    }
}
