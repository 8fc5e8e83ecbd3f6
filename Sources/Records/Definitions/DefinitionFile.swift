/// A YAML file of rules, formats, vocabulary or configuration, with its text kept for error messages.
package final class DefinitionFile: Sendable {
    /// The path as the user would type it; for built-in files `rules/…`.
    package let path: String

    /// The whole text.
    package var text: String {
        switch source {
        case .text(let text): text
        case .builtIn(let text, _): "\(text)"
        }
    }

    /// The nodes that were made when the program was built; nothing for a user's file.
    var prepared: StaticString? {
        switch source {
        case .text: nil
        case .builtIn(_, let nodes): nodes
        }
    }

    /// Whether the program carries it.
    package var isBuiltIn: Bool { prepared != nil }

    private enum Source {
        case text(String)
        case builtIn(StaticString, nodes: StaticString)
    }

    private let source: Source

    /// Makes a file from its text.
    package init(path: String, text: String) {
        self.path = path
        source = .text(text)
    }

    /// Makes a file that the program carries.
    ///
    /// - Parameters:
    ///   - path: its path, `rules/…`.
    ///   - text: its text, which is looked at only for errors.
    ///   - nodes: its nodes, as `rules-embedder` writes them.
    package init(path: String, text: StaticString, nodes: StaticString) {
        self.path = path
        source = .builtIn(text, nodes: nodes)
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
