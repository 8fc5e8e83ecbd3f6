package import Documents

/// Something in a document that its format cannot take.
package struct FormatFault: Sendable {
    /// The sorts of faults; the raw value is the rule's id behind `format/`.
    package enum Code: String, Sendable {
        /// A scalar field is filled twice with different values.
        case valueTwice = "value-twice"
        /// A row has more or fewer cells than the header.
        case raggedRow = "ragged-row"
        /// Two columns have one name, and differ.
        case duplicateHeader = "duplicate-header"
        /// Another table, or another document, begins below the first, and is not read.
        case secondTable = "second-table"
        /// Rows behind the table that have none of its numbers are taken for remarks.
        case unreadRows = "unread-rows"
        /// A list of objects is not read, and the document has no records.
        case unreadRecords = "unread-records"
        /// A list of objects is not read beside the records that are.
        case unreadObjects = "unread-objects"
    }

    /// What sort of fault it is.
    package let code: Code
    /// Where it stands.
    package let place: Place
    /// The field, the header, the keys, or the numbers of cells.
    package let detail: String
}
