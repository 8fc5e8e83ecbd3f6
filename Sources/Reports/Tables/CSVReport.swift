package import Linting
package import Records

/// The report as a table that spreadsheet programs open with a double click.
///
/// UTF-8 with a byte order mark, by which Excel knows the encoding; lines end as RFC 4180 §2.1 says. What a spreadsheet
/// program would take for a formula is made text by an apostrophe.
package struct CSVReport {
    /// Characters that a cell of Excel holds.
    private static let cellLimit = 32_767
    /// Rows that a sheet of Excel holds.
    private static let rowLimit = 1_048_576

    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The whole report.
    package func render(_ report: Report) -> String {
        let columns = ReportColumn.allCases
        let rows = ReportRow.all(of: report, words)
        let room = Self.rowLimit - 2
        var lines = [columns.map { cell(words.column($0)) }]
        lines += rows.prefix(room).map { row in columns.map { cell(row[$0]) } }
        if rows.count > room {
            lines.append([cell(words.entry(.leftOut)), "", cell(words.moreRows(rows.count - room))])
        }
        return "\u{FEFF}" + lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private func cell(_ text: String) -> String {
        SpreadsheetText.quoted(SpreadsheetText.plain(text, limit: Self.cellLimit))
    }
}
