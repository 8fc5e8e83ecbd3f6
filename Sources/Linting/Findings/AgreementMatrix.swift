package import Records

/// What the documents of a dossier say of the same things, side by side.
package struct AgreementMatrix: Sendable {
    /// Something that documents state: a quantity, a price, a country of origin.
    package struct Fact: Sendable {
        /// The field's name in the vocabulary.
        package let field: String
        /// What it is, for people.
        package let title: LocalizedText

        /// Makes a fact.
        package init(field: String, title: LocalizedText) {
            self.field = field
            self.title = title
        }
    }

    /// What one document states.
    package struct Cell: Sendable {
        /// The document, as an index of `columns`.
        package let column: Int
        /// The values, each once; sums where the document has several lines.
        package var values: [String]
        /// Whether a finding blames it.
        package var isOdd: Bool

        /// Makes a cell.
        package init(column: Int, values: [String], isOdd: Bool) {
            self.column = column
            self.values = values
            self.isOdd = isOdd
        }
    }

    /// What the documents state of one thing.
    package struct Row: Sendable {
        /// The part; nothing for the shipment as a whole.
        package let subject: String?
        /// What is stated, as an index of `facts`.
        package let fact: Int
        /// What each document states, in the order of `columns`; documents that state nothing have none.
        package var cells: [Cell]

        /// Whether some document says otherwise.
        package var differs: Bool { cells.contains(where: \.isOdd) }

        /// Makes a row.
        package init(subject: String?, fact: Int, cells: [Cell]) {
            self.subject = subject
            self.fact = fact
            self.cells = cells
        }
    }

    /// The paths of the documents, in the order of who normally rules.
    package var columns: [String]
    /// What is stated.
    package var facts: [Fact]
    /// The rows: the shipment as a whole, parts on which documents differ, other parts.
    package var rows: [Row]
    /// How many parts are not shown.
    package var leftOut: Int

    /// Makes a matrix.
    package init(columns: [String] = [], facts: [Fact] = [], rows: [Row] = [], leftOut: Int = 0) {
        self.columns = columns
        self.facts = facts
        self.rows = rows
        self.leftOut = leftOut
    }
}
