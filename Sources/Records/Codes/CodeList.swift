/// A set of allowed codes, with what is known of each: a CSV file of `rules/codes`.
package struct CodeList: Sendable {
    /// The columns' names; the first is `code`.
    package let columns: [String]
    /// The rows by code; a cell that is not given is empty.
    package let rows: [String: [String]]
    /// The codes by what they are called, folded; made when somebody asks, since most runs do not.
    private let called = CodeNames()

    /// Reads a list: comment lines with `#`, a header, rows; cells may be quoted.
    ///
    /// - Throws: the line at which the file is not such a list.
    package static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> CodeList {
        var columns: [String] = []
        var rows: [String: [String]] = [:]
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let cells = cells(of: line)
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
        return CodeList(columns: columns, rows: rows)
    }

    /// A cell of a code's row; nothing where the code or the column is not there.
    package func cell(_ code: String, _ column: String) -> String? {
        guard let row = rows[code], let index = columns.firstIndex(of: column) else { return nil }
        return index < row.count ? row[index] : ""
    }

    /// The code that a text means: the code itself, a name or another spelling; what was replaced gives its successor.
    ///
    /// O(1) but for the first call, which folds all names.
    package func code(meaning text: String) -> String? {
        let code = rows[text] != nil ? text : called.code(of: FoldedText.string(of: text), in: self)
        guard let code else { return nil }
        let replaced = cell(code, "replaced_by") ?? ""
        return replaced.isEmpty ? code : replaced
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
