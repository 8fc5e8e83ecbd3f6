/// A fault in a pack, a format, the vocabulary or the configuration: where it stands and what is wrong.
package struct DefinitionError: Error, Sendable {
    /// The file that holds the fault.
    package let file: DefinitionFile

    /// The line, from 1.
    package let line: Int

    /// The column, from 1, in characters.
    package let column: Int

    /// What is wrong, and what was expected.
    package let message: String

    /// Makes an error at a place.
    package init(file: DefinitionFile, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }
}

extension DefinitionError: CustomStringConvertible {
    /// `file:line:column: message`, then the line with a caret below the place.
    package var description: String {
        let source = file.line(line)
        guard !source.isEmpty else { return "\(file.path):\(line):\(column): \(message)" }
        let padding = source.prefix(column - 1).map { character in
            character == "\t" ? "\t" : String(repeating: " ", count: DisplayWidth.of(character))
        }
        return "\(file.path):\(line):\(column): \(message)\n    \(source)\n    \(padding.joined())^"
    }
}
