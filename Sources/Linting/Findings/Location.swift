/// Where something stands: a document, and in it bytes, or the whole document.
package struct Location: Sendable {
    /// The path of the document as the user would type it, relative to the dossier.
    package var path: String
    /// Of a sheet of a workbook its name, which stands behind a `#` at the end of `path`.
    package var sheet: String?
    /// The place in the document; nothing where the document as a whole is meant.
    package var position: Position?
    /// The field's name in the vocabulary, if one value is meant.
    package var field: String?
    /// The value that stands there, as the document writes it or as it was read.
    package var value: String?

    /// A place in a document, worked out only for what ends in a finding.
    package struct Position: Sendable {
        /// The line, from 1.
        package var line: Int
        /// The column, from 1, in characters.
        package var column: Int
        /// The first byte in the decoded document.
        package var offset: Int
        /// The length in bytes; 0 where a record as a whole is meant.
        package var length: Int
        /// How many characters the value takes, for a mark below it.
        package var width: Int
        /// The text of the line, shortened around the place.
        package var source: String
        /// The column of the place in `source`, from 1, in characters.
        package var sourceColumn: Int
        /// XPath, JSON Pointer, or row and column name.
        package var address: String
        /// Of a sheet of a workbook the cell, `B14`; then `line` is its row, `column` counts columns from 1, and `offset`
        /// is no byte of the file, so that nothing can be replaced there as text.
        package var cell: String?

        /// Makes a position.
        package init(
            line: Int,
            column: Int,
            offset: Int,
            length: Int,
            width: Int,
            source: String,
            sourceColumn: Int,
            address: String,
            cell: String? = nil
        ) {
            self.line = line
            self.column = column
            self.offset = offset
            self.length = length
            self.width = width
            self.source = source
            self.sourceColumn = sourceColumn
            self.address = address
            self.cell = cell
        }
    }

    /// The path of the file, for those who know files only.
    package var file: String { Self.file(path, sheet: sheet) }

    /// A document's path without the sheet's name.
    package static func file(_ path: String, sheet: String?) -> String {
        guard let sheet, path.hasSuffix("#\(sheet)") else { return path }
        return String(path.dropLast(sheet.count + 1))
    }

    /// Makes a location.
    package init(path: String, position: Position? = nil, field: String? = nil, value: String? = nil) {
        self.path = path
        self.position = position
        self.field = field
        self.value = value
    }
}
