/// A place as people find it.
package struct SourcePosition: Sendable {
    /// The line, from 1.
    package var line: Int
    /// The column, from 1, in characters.
    package var column: Int
    /// The text of the line, shortened around the place.
    package var text: String
    /// The column of the place in `text`, from 1, in characters.
    package var textColumn: Int
    /// How many characters of `text` the place takes; at least 1.
    package var width: Int
    /// The text of the place as it is written, up to the end of its line and 240 bytes.
    package var raw: String
    /// XPath or JSON Pointer; of a table the row number from 1.
    package var address: String
    /// Of a table the column's index from 0.
    package var cell: Int?
}
