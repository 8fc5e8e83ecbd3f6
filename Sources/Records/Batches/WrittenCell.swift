/// A cell that the document does not write as it is read, kept only for fields of which a rule asks.
package struct WrittenCell: Sendable {
    /// The row in the batch.
    package let row: Int
    /// The field, as an index.
    package let field: Int
    /// Whether it is the unit of a quantity, which stands in a cell of its own.
    package let isUnit: Bool
    /// The text as the document writes it, shortened to 200 bytes.
    package let text: String
    /// Where it begins, in bytes from the start of the decoded document.
    package let offset: Int
    /// Its length in bytes.
    package let length: Int
}
