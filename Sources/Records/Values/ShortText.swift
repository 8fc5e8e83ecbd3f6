/// Texts of documents, cut to what people read: a cell may hold megabytes.
package enum ShortText {
    /// Characters of a value that a message or a report shows.
    package static let value = 200
    /// Characters of a message.
    package static let message = 2_000

    /// The text, or its beginning and an ellipsis.
    package static func of(_ text: String, limit: Int = value) -> String {
        // Most texts have fewer bytes than the limit has characters, and need not be counted.
        guard text.utf8.count > limit, text.count > limit else { return text }
        return text.prefix(limit - 1) + "…"
    }
}
