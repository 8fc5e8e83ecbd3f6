internal import CEL
package import Linting
internal import Records

/// Documents as CSV: a row for each record, with its document and type first and a column for each field that is filled.
package enum DocumentCSV {
    /// Characters that a cell of Excel holds.
    private static let cellLimit = 32_767

    /// The documents as text: UTF-8 with a byte order mark, by which Excel knows the encoding.
    ///
    /// What a spreadsheet program would take for a formula is made text by an apostrophe.
    package static func render(_ documents: [Conversion]) -> String {
        var columns: [String: Int] = [:]
        var names = ["document", "record"]
        var rows: [[String]] = []
        for document in documents {
            for batch in [document.header] + document.batches {
                let places = batch.recordType.fields.indices.map { field -> Int? in
                    guard (0..<batch.count).contains(where: { batch.state(row: $0, field: field) != .absent }) else {
                        return nil
                    }
                    let name = batch.recordType.fields[field].name
                    if columns[name] == nil {
                        columns[name] = names.count
                        names.append(name)
                    }
                    return columns[name]
                }
                for row in 0..<batch.count { rows.append(cells(batch, row, places, document.path, names.count)) }
            }
        }
        let table = [names] + rows.map { $0 + Array(repeating: "", count: names.count - $0.count) }
        return "\u{FEFF}" + table.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cells(
        _ batch: RecordBatch,
        _ row: Int,
        _ places: [Int?],
        _ path: String,
        _ count: Int
    ) -> [String] {
        var cells = Array(repeating: "", count: count)
        cells[0] = text(path)
        cells[1] = batch.recordType.name
        for (field, place) in places.enumerated() {
            guard let place, let shown = batch.shown(row: row, field: field) else { continue }
            let isNumber = [.decimal, .int, .quantity].contains(batch.recordType.fields[field].type)
            // A negative number is no formula.
            let isPlain = isNumber && batch.state(row: row, field: field) == .present
            cells[place] = isPlain ? SpreadsheetText.quoted(shown) : text(shown)
        }
        return cells
    }

    private static func text(_ text: String) -> String {
        SpreadsheetText.quoted(SpreadsheetText.plain(text, limit: cellLimit))
    }
}
