/// A set of allowed codes, with what is known of each: a CSV file of `rules/codes`.
package struct CodeList: Sendable {
    private let source: DeferredCodeTable
    /// The codes by what they are called, folded; made when somebody asks, since most runs do not.
    private let called = CodeNames()

    /// The columns' names; the first is `code`.
    package var columns: [String] { source.table.columns }

    /// The rows by code; a cell that is not given is empty.
    package var rows: [String: [String]] { source.table.rows }

    /// Reads a list: comment lines with `#`, a header, rows; cells may be quoted.
    ///
    /// - Throws: the line at which the file is not such a list.
    package static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> CodeList {
        CodeList(source: DeferredCodeTable(try CodeTable(file), of: file))
    }

    /// A list that the program carries, which is read when somebody asks it.
    package static func builtIn(_ file: DefinitionFile) -> CodeList { CodeList(source: DeferredCodeTable(file)) }

    private init(source: DeferredCodeTable) {
        self.source = source
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
}
