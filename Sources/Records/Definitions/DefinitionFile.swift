/// A YAML file of rules, formats, vocabulary or configuration, with its text kept for error messages.
package final class DefinitionFile: Sendable {
    /// The path as the user would type it; for built-in files `rules/…`.
    package let path: String

    /// The whole text.
    package let text: String

    /// Makes a file from its text.
    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// The text of one line, without its line end; empty beyond the last.
    ///
    /// - Parameter number: the line, from 1.
    /// - Returns: the line.
    package func line(_ number: Int) -> Substring {
        var current = 1
        var start = text.startIndex
        while current < number, let end = text[start...].firstIndex(where: \.isNewline) {
            start = text.index(after: end)
            current += 1
        }
        guard current == number else { return "" }
        return text[start...].prefix { !$0.isNewline }
    }
}
