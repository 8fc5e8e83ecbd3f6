/// The rows of a code list.
final class CodeTable: Sendable {
    /// The columns' names; the first is `code`.
    let columns: [String]
    /// The rows by code; a cell that is not given is empty.
    let rows: [String: [String]]

    /// A list without rows.
    static let empty = CodeTable(columns: [], rows: [:])

    private init(columns: [String], rows: [String: [String]]) {
        (self.columns, self.rows) = (columns, rows)
    }

    /// Reads a list: comment lines with `#`, a header, rows; cells may be quoted.
    ///
    /// - Throws: the line at which the file is not such a list.
    init(_ file: DefinitionFile) throws(DefinitionErrors) {
        var columns: [String] = []
        var rows: [String: [String]] = [:]
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let cells = Self.cells(of: line)
            if columns.isEmpty {
                guard cells.first == "code" else {
                    throw DefinitionErrors([
                        DefinitionError(
                            file: file,
                            line: index + 1,
                            column: 1,
                            message: "expected a header that begins with 'code'"
                        )
                    ])
                }
                columns = cells
                continue
            }
            guard cells.count <= columns.count else {
                throw DefinitionErrors([
                    DefinitionError(
                        file: file,
                        line: index + 1,
                        column: 1,
                        message: "\(cells.count) cells in a list of \(columns.count) columns"
                    )
                ])
            }
            rows[cells[0]] = cells
        }
        (self.columns, self.rows) = (columns, rows)
    }

    private static func cells(of line: Substring) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var previousQuote = false
        for character in line where character != "\r" {
            if character == "\"" {
                if isQuoted {
                    isQuoted = false
                    previousQuote = true
                } else if previousQuote {
                    cell.append("\"")
                    isQuoted = true
                    previousQuote = false
                } else {
                    isQuoted = true
                }
                continue
            }
            previousQuote = false
            if character == ",", !isQuoted {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
        }
        cells.append(cell)
        return cells
    }
}
