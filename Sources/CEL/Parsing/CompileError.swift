/// A fault in an expression: where it stands and what is wrong.
public struct CompileError: Error, Sendable {
    /// The byte of the source, from 0.
    public let offset: Int
    /// What was expected, what was found, and the nearest known name.
    public let message: String

    /// Makes an error.
    public init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }
}

/// The faults of one expression, at most a hundred.
public struct CompileErrors: Error, Sendable, CustomStringConvertible {
    /// The source.
    public let source: String
    /// The faults, in the order of the source.
    public let errors: [CompileError]

    /// The faults, each with its line, column, the line itself and a caret.
    public var description: String {
        errors.map { error in
            let before = String(decoding: source.utf8.prefix(error.offset), as: UTF8.self)
            let line = before.split(separator: "\n", omittingEmptySubsequences: false).count
            let prefix = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
            let text = lines.indices.contains(line - 1) ? lines[line - 1] : ""
            // East Asian characters take two columns of a terminal.
            let width = prefix.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
            let caret = String(repeating: " ", count: width)
            return "\(line):\(prefix.count + 1): \(error.message)\n    \(text)\n    \(caret)^"
        }.joined(separator: "\n")
    }
}
