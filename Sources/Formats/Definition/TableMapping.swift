internal import CEL
internal import Records

/// How the rows of a table fill records.
package struct TableMapping: Sendable {
    /// A header name, folded, and the field that it means.
    struct Column: Sendable {
        /// The folded name.
        var name: [UInt8]
        /// The record mapping, as an index of `records`.
        var record: Int
        /// The slot in it.
        var slot: Int
        /// Whether the column holds the unit of the field rather than its value.
        var isUnit = false

        /// What tells one meaning of a column from all others.
        var key: [Int] { [record, slot, isUnit ? 1 : 0] }
    }

    /// A label above or below the table.
    struct Label: Sendable {
        /// The folded label.
        var name: [UInt8]
        /// The slot of the document's mapping.
        var slot: Int
        /// Whether the value begins with it: "SAY US DOLLARS …".
        var isBeginning = false
        /// Folded beginnings of values before which alone it is a label, as "Terms" is before `FOB`; none for any.
        var beginnings: [[UInt8]] = []
        /// Whether it is a label only before the name of a company, as "To" is.
        var isOfCompany = false

        /// Whether it is a label whatever follows.
        var isPlain: Bool { !isOfCompany && !isBeginning && beginnings.isEmpty }
    }

    /// The records; the first is the document's header.
    var records: [RecordMapping] = []
    /// The columns' names.
    var columns: [Column] = []
    /// The columns of each name, as indices, in their order.
    var columnsByName: [[UInt8]: [Int]] = [:]
    /// The labels.
    var labels: [Label] = []
    /// At most how many rows make the header.
    var headerRows = 1
    /// Folded beginnings of rows that hold totals.
    var totals: [[UInt8]] = []
    /// Folded beginnings of rows with sums that are neither lines nor the document's totals: subtotals, and what a page
    /// carries over to the next.
    var carried: [[UInt8]] = []
    /// The document's slot for a company's name that stands alone above the table.
    var letterheadSlot: Int?
    /// For a column's record and slot, the document's slot that its total fills.
    var totalSlots: [(record: Int, slot: Int, documentSlot: Int)] = []
    /// Slots whose blank cells repeat the cell above: record and slot.
    var fillDown: [(record: Int, slot: Int)] = []
    /// Slots whose cells are merged over several rows: a row that leaves all of them blank shares those above it.
    var merged: [(record: Int, slot: Int)] = []
    /// Years of which a cell may hold a range, such as `2008-2012` or `2015+`: record, slot, and those of its ends.
    var ranges: [(record: Int, slot: Int, from: Int, to: Int)] = []
    /// Slots of which a cell may hold several values, each of which makes a record: record, slot, and what parts them.
    var splits: [(record: Int, slot: Int, separators: String)] = []
    /// Columns whose cells hold pairs such as `Year=2004|Make=Toyota`, each read as a cell of the column of its name: the
    /// folded header, the record, and what parts the pairs.
    var pairs: [(name: [UInt8], record: Int, separators: String)] = []
    /// Columns that must say one of some values for a row to make a record: folded header and values, and the record.
    var conditions: [(name: [UInt8], record: Int, values: [[UInt8]])] = []
    /// Of a record mapping, the slots of which a row must fill one to make a record, where not any will do.
    var needs: [Int: [Int]] = [:]
    /// The slots of the required fields: a row that has none of them is no record.
    var keys: [(record: Int, slot: Int)] = []
    /// The name of each slot's field by record, for detection.
    var fieldNames: [[String]] = []
    /// The document's slot for a currency named in a header cell.
    var currencySlot: Int?

    /// The document's slot whose label a text is.
    func label(_ text: String) -> Int? {
        guard text.utf8.count < 100 else { return nil }
        for name in HeaderName(text).names {
            if let label = labels.first(where: { $0.isPlain && $0.name == name }) { return label.slot }
        }
        return nil
    }

    /// The document's slot whose label a text is where a value begins as that one must.
    func label(_ text: String, beginning value: String) -> Int? {
        guard text.utf8.count < 100 else { return nil }
        let folded = FoldedText.bytes(of: String(value.prefix(20)))
        for name in HeaderName(text).names {
            let label = labels.first { label in
                label.name == name && label.beginnings.contains { folded.starts(with: $0) }
            }
            if let label { return label.slot }
        }
        return nil
    }

    /// The document's slot of which a text is the value, by its first word.
    func beginning(_ text: String) -> Int? {
        guard let end = text.firstIndex(where: \.isWhitespace), text.utf8.count < 400 else { return nil }
        let first = FoldedText.bytes(of: String(text[..<end]))
        return labels.first(where: { $0.isBeginning && $0.name == first })?.slot
    }

    /// The document's slot whose label a text is where a company's name follows.
    func label(_ text: String, before company: String) -> Int? {
        guard text.utf8.count < 100, LegalForm.ends(company) else { return nil }
        for name in HeaderName(text).names {
            if let label = labels.first(where: { $0.isOfCompany && $0.name == name }) { return label.slot }
        }
        return nil
    }

    /// The fields of the document of which a label stands in some rows, with a value behind it or beside it.
    func labelled(in rows: [[String]]) -> Set<String> {
        var found: Set<String> = []
        for row in rows {
            for (index, cell) in row.enumerated() where !cell.isEmpty {
                let isFollowed = row[(index + 1)...].contains { !$0.isEmpty }
                if isFollowed, let slot = label(cell) {
                    found.insert(fieldNames[0][slot])
                } else if let end = cell.firstIndex(where: { $0 == ":" || $0 == "：" }),
                    let slot = label(String(cell[..<end]))
                {
                    found.insert(fieldNames[0][slot])
                }
            }
        }
        return found
    }
}
