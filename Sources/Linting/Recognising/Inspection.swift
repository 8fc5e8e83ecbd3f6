package import Records

/// How a document is read: what `shiplint inspect` shows.
package struct Inspection: Sendable {
    /// A format that fits.
    package struct Candidate: Sendable {
        /// Its name.
        package var format: String
        /// How well it fits; higher is better.
        package var score: Int
    }

    /// A column of a table.
    package struct Column: Sendable {
        /// Its letters, `B`.
        package var letters: String
        /// Its header, as the file has it.
        package var header: String
        /// The fields it fills, `line.quantity`; none where it is not mapped.
        package var fields: [String]
        /// The unit that its header names.
        package var unit: String?
        /// The cell of the first record.
        package var sample: String
        /// The value that was read from it.
        package var read: String
    }

    /// A field of the header, or of the first record of a type.
    package struct Field: Sendable {
        /// Its name, `document.number`.
        package var name: String
        /// Where it stands: XPath, JSON Pointer, row, cell.
        package var address: String
        /// What is written there.
        package var written: String
        /// What was read.
        package var read: String
    }

    /// The path of the file, with its sheet.
    package var path: String
    /// Syntax, encoding and dialect, each with a value for people.
    package var properties: [(name: String, value: String)]
    /// The formats that fit, the best first.
    package var candidates: [Candidate]
    /// The kind of the document.
    package var kind: String?
    /// Of a table the first and the last row of its header, from 1.
    package var header: ClosedRange<Int>?
    /// Of a table its columns.
    package var columns: [Column] = []
    /// The fields.
    package var fields: [Field] = []
    /// How many records there are, by type.
    package var counts: [(type: String, count: Int)] = []
    /// Paths of what no field takes, with a value.
    package var unmapped: [(path: String, sample: String)] = []
    /// What was wrong.
    package var faults: [LocalizedText] = []
    /// The first rows, where no format reads the table.
    package var rows: [[String]] = []
    /// A format to begin with, where none reads the table.
    package var suggestion: String?
}
