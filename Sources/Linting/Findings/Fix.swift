package import Documents
package import Records
package import Rules

/// How a finding is mended: replacements in documents of our own side.
package struct Fix: Sendable {
    /// Whether a mend may be made without looking.
    package typealias Safety = RuleFix.Safety

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
        /// How the document's text is written in bytes.
        package var encoding: TextEncoding

        /// Makes an edit.
        package init(
            path: String,
            offset: Int,
            length: Int,
            line: Int,
            column: Int,
            width: Int,
            replaced: String,
            replacement: String,
            encoding: TextEncoding = .utf8
        ) {
            self.path = path
            self.offset = offset
            self.length = length
            self.line = line
            self.column = column
            self.width = width
            self.replaced = replaced
            self.replacement = replacement
            self.encoding = encoding
        }
    }

    /// Why a mend that is known is not offered.
    package struct Hindrance: Sendable {
        /// The path of the document that would have to change.
        package var path: String
        /// The document is the other side's, or its file is never changed.
        package var reason: LocalizedText

        /// Makes a hindrance.
        package init(path: String, reason: LocalizedText) {
            self.path = path
            self.reason = reason
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
