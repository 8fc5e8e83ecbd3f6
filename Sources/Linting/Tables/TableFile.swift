internal import Documents

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a user named under `tables:`: a table as text, a folder of such, or a SQLite database.
struct TableFile {
    private enum Form {
        case text
        /// By the table's name in small letters, the path.
        case folder([String: String])
        case database(SQLiteFile, tables: [String])
    }

    /// A table that is there, with how it is reached.
    struct Table {
        /// What is told of it: a path, and a table within.
        let label: String
        /// The names of its columns.
        let columns: [String]
        fileprivate let name: String

        /// The place of a column, by its name in any case.
        func place(of column: String) -> Int? {
            columns.firstIndex { TableFile.folded($0) == TableFile.folded(column) }
        }
    }

    private let path: String
    private let form: Form

    /// Whether it is one table, whatever its name.
    var isSingle: Bool { if case .text = form { true } else { false } }

    /// Looks at a path.
    init(path: String) throws(TableFault) {
        self.path = path
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw .broken(
                "\(path): there is no such file or folder; 'tables' names it",
                "\(path)：没有 tables 中指定的文件或文件夹"
            )
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            form = .folder(Self.entries(of: path))
            return
        }
        let source = try Self.open(path)
        var start: [UInt8] = []
        _ = try? source.read(at: 0, count: 16, into: &start)
        if start.starts(with: "SQLite format 3".utf8) {
            let database = try SQLiteFile(path: path)
            form = .database(database, tables: try database.tables())
        } else {
            form = .text
        }
    }

    /// The first table there is of some names.
    ///
    /// - Throws: that none is there, or that it cannot be read.
    func table(_ names: [String]) throws(TableFault) -> Table {
        switch form {
        case .text: return try text(path)
        case .folder(let entries):
            for name in names {
                if let path = entries[Self.folded(name)] { return try text(path) }
            }
        case .database(let database, let tables):
            for name in names {
                guard let own = tables.first(where: { Self.folded($0) == Self.folded(name) }) else { continue }
                return Table(label: "\(path), \(own)", columns: try database.columns(of: own), name: own)
            }
        }
        let name = names.first ?? ""
        throw .lacking("\(path) has no table \(name)", "\(path) 中没有表 \(name)")
    }

    /// Some columns of a table, row by row.
    func cells(_ columns: [Int], of table: Table, codes: inout CellCodes) throws(TableFault) -> [UInt32] {
        if case .database(let database, _) = form {
            return try database.cells(columns.map { table.columns[$0] }, of: table.name, codes: &codes)
        }
        let (source, prologue) = try Self.look(at: table.name)
        var rows = ColumnRows(columns: columns, codes: codes)
        let outcome = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &rows)
        if let fault = outcome.faults.first(where: { $0.isFatal || $0.code == .invalidEncoding }) {
            throw Self.fault(table.name, fault)
        }
        codes = rows.codes
        return rows.cells
    }

    /// A name in small letters without blanks, underscores and quotes.
    static func folded(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private func text(_ path: String) throws(TableFault) -> Table {
        let (_, prologue) = try Self.look(at: path)
        return Table(label: path, columns: prologue.rows.first ?? [], name: path)
    }

    private static func look(at path: String) throws(TableFault) -> (SourceFile, Prologue) {
        let source = try open(path)
        do throws(SyntaxFault) {
            var prologue = try Prologue.read(source)
            // A list of one column has nothing that parts cells.
            if prologue.syntax == .text {
                var first = TableRows(limit: 1)
                _ = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &first)
                prologue.rows = first.rows
            } else if prologue.syntax != .table {
                throw SyntaxFault(prologue.syntax == .empty ? .emptyFile : .unreadable, detail: "not a table")
            }
            return (source, prologue)
        } catch {
            throw fault(path, error)
        }
    }

    private static func open(_ path: String) throws(TableFault) -> SourceFile {
        do throws(SyntaxFault) { return try SourceFile(path: path) } catch { throw fault(path, error) }
    }

    private static func fault(_ path: String, _ fault: SyntaxFault) -> TableFault {
        .broken(
            "\(path): \(fault.english); a reference table is CSV or text with '|' between its cells, a folder of such files, "
                + "or a SQLite database",
            "\(path)：\(fault.chinese)；对照表应为 CSV、以“|”分隔的文本、此类文件的文件夹或 SQLite 数据库"
        )
    }

    /// The tables of a folder.
    private static func entries(of folder: String) -> [String: String] {
        guard let stream = unsafe opendir(folder) else { return [:] }
        defer { unsafe closedir(stream) }
        var entries: [String: String] = [:]
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                // The name ends with a zero within the entry.
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard let dot = name.lastIndex(of: "."),
                ["txt", "csv", "psv", "tsv"].contains(name[dot...].dropFirst().lowercased())
            else { continue }
            entries[folded(String(name[..<dot]))] = "\(folder)/\(name)"
        }
        return entries
    }
}
