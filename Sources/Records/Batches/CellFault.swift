/// A cell whose raw text does not parse as its field's type.
package struct CellFault: Sendable {
    /// The row in the batch.
    package let row: Int
    /// The field, as an index.
    package let field: Int
    /// The raw text, shortened to 200 bytes.
    package let raw: String
    /// Why it does not parse.
    package let fault: ValueFault
}
