package import CEL
package import Records
package import Rules

/// What is expected of each product for each market, and what of it is there.
///
/// Data for reporters: a cell for each row and column, nothing where the column is not expected of the row.
package struct ReadinessMatrix: Sendable {
    /// What became of something expected.
    package enum State: String, CaseIterable, Sendable {
        /// It is there.
        case there
        /// A file for it is there, but its content was not checked.
        case unreadable
        /// It is not there.
        case missing
        /// It is there, and contradicts something or no longer holds.
        case contradicting
        /// It is not there, and only a signal or a draft speaks of it.
        case signal
    }

    /// A document or a field that is expected of some row.
    package struct Column: Sendable {
        /// Its name for programs: `kind`, `kind/CLASS` or `field:name`.
        package let name: String
        /// What people call it.
        package let title: LocalizedText
        /// Whether it is a field of the product's own record.
        package let isField: Bool

        /// Makes a column.
        package init(name: String, title: LocalizedText, isField: Bool) {
            (self.name, self.title, self.isField) = (name, title, isField)
        }
    }

    /// What became of one expectation of one row.
    package struct Cell: Sendable {
        /// What became of it.
        package let state: State
        /// How bad it is if it is missing or contradicting.
        package let severity: Severity
        /// The rules that expect it.
        package let rules: [String]
        /// The policies behind these rules.
        package let policies: [String]
        /// The day from which the expectation binds, where that is still to come.
        package let binding: CalendarDate?
        /// What there is to say about it: the number of the certificate, what it contradicts.
        package var note: LocalizedText?
        /// The path of the document, where one is meant.
        package var path: String?

        /// Makes a cell.
        package init(
            state: State,
            severity: Severity,
            rules: [String] = [],
            policies: [String] = [],
            binding: CalendarDate? = nil,
            note: LocalizedText? = nil,
            path: String? = nil
        ) {
            (self.state, self.severity, self.rules, self.policies) = (state, severity, rules, policies)
            (self.binding, self.note, self.path) = (binding, note, path)
        }
    }

    /// A product for a market.
    package struct Row: Sendable {
        /// The part number or VIN.
        package let number: String
        /// The name or description.
        package var name: String?
        /// The category by name; nothing if nothing tells it.
        package let category: String?
        /// What people call the category.
        package let categoryTitle: LocalizedText?
        /// What told the category.
        package let categorySource: Categories.Source?
        /// The HS code, as the documents write it.
        package let hsCode: String?
        /// The market, as a country code or the name of a group; nothing if none is known.
        package let market: String?
        /// For each column what became of it; nothing where it is not expected.
        package var cells: [Cell?]
        /// The verdict on the row.
        package let readiness: Readiness

        /// Makes a row.
        package init(
            number: String,
            name: String? = nil,
            category: String? = nil,
            categoryTitle: LocalizedText? = nil,
            categorySource: Categories.Source? = nil,
            hsCode: String? = nil,
            market: String? = nil,
            cells: [Cell?],
            readiness: Readiness
        ) {
            (self.number, self.name, self.category, self.categoryTitle) = (number, name, category, categoryTitle)
            (self.categorySource, self.hsCode, self.market) = (categorySource, hsCode, market)
            (self.cells, self.readiness) = (cells, readiness)
        }
    }

    /// What is expected of some row, documents before fields.
    package let columns: [Column]
    /// Products in the order in which they were met, each market by market.
    package var rows: [Row]
    /// Products beyond those that have rows.
    package let leftOut: Int
    /// The names of the markets of rows, in both languages.
    package let marketTitles: [String: LocalizedText]

    /// Makes a matrix.
    package init(columns: [Column], rows: [Row], leftOut: Int = 0, marketTitles: [String: LocalizedText] = [:]) {
        (self.columns, self.rows, self.leftOut, self.marketTitles) = (columns, rows, leftOut, marketTitles)
    }

    /// The verdict on all rows.
    package var readiness: Readiness {
        if rows.contains(where: { $0.readiness == .notReady }) { return .notReady }
        return rows.contains { $0.readiness == .readyWithWarnings } ? .readyWithWarnings : .ready
    }
}
