package import Records

/// How a finding is mended: replacements in documents of our own side.
package struct Fix: Sendable {
    /// Whether a mend may be made without looking.
    package enum Safety: String, CaseIterable, Sendable {
        /// What is read stays the same; only its spelling changes.
        case safe
        /// Likely, but somebody should look at it.
        case unsafe
    }

    /// One replacement in one document.
    package struct Edit: Sendable {
        /// The path of the document as the user would type it.
        package var path: String
        /// The first byte that is replaced, in the decoded document; in files of UTF-8 that is the byte of the file.
        package var offset: Int
        /// How many bytes of the decoded document are replaced.
        package var length: Int
        /// The line, from 1.
        package var line: Int
        /// The column, from 1, in characters.
        package var column: Int
        /// How many characters are replaced.
        package var width: Int
        /// What stands there, as the document writes it.
        package var replaced: String
        /// What shall stand there, escaped as the syntax demands.
        package var replacement: String

        /// Makes an edit.
        package init(
            path: String,
            offset: Int,
            length: Int,
            line: Int,
            column: Int,
            width: Int,
            replaced: String,
            replacement: String
        ) {
            self.path = path
            self.offset = offset
            self.length = length
            self.line = line
            self.column = column
            self.width = width
            self.replaced = replaced
            self.replacement = replacement
        }
    }

    /// Whether it may be made without looking.
    package var safety: Safety
    /// What it does, for people.
    package var title: LocalizedText
    /// The replacements, which belong together; they do not overlap.
    package var edits: [Edit]

    /// Makes a fix.
    package init(safety: Safety, title: LocalizedText, edits: [Edit]) {
        self.safety = safety
        self.title = title
        self.edits = edits
    }
}
