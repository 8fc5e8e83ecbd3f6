internal import CSQLite

/// A SQLite database, opened to be read and nothing else: no journal is looked for, nothing is locked or written.
///
/// Owns the connection from `init` to `deinit`; used by one task at a time.
@safe final class SQLiteFile {
    private let path: String
    private let connection: OpaquePointer

    /// Opens a database.
    init(path: String) throws(TableFault) {
        self.path = path
        var connection: OpaquePointer?
        let address = "file:" + path.utf8.map(Self.escaped).joined() + "?mode=ro&immutable=1"
        let status = unsafe sqlite3_open_v2(address, &connection, csqlite_open_flags(), nil)
        guard status == SQLITE_OK, let opened = unsafe connection else {
            let reason = unsafe connection.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "no memory"
            unsafe sqlite3_close(connection)
            throw Self.fault(path, reason)
        }
        unsafe self.connection = opened
        // What a schema holds besides tables is not trusted.
        unsafe sqlite3_exec(opened, "PRAGMA trusted_schema=OFF", nil, nil, nil)
    }

    deinit { unsafe sqlite3_close(connection) }

    /// The names of the tables; views are not looked at.
    func tables() throws(TableFault) -> [String] {
        var names: [String] = []
        try rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", width: 1) { _, bytes in
            names.append(Self.string(bytes))
        } end: {
        }
        return names
    }

    /// The names of a table's columns.
    func columns(of table: String) throws(TableFault) -> [String] {
        var names: [String] = []
        try rows("SELECT name FROM pragma_table_info(\(Self.quoted(table, "'")))", width: 1) { _, bytes in
            names.append(Self.string(bytes))
        } end: {
        }
        return names
    }

    /// Some columns of a table, row by row.
    func cells(_ columns: [String], of table: String, codes: inout CellCodes) throws(TableFault) -> [UInt32] {
        let list = columns.map { Self.quoted($0, "\"") }.joined(separator: ", ")
        var cells: [UInt32] = []
        var row = Array(repeating: CellCodes.none, count: columns.count)
        var numbers = codes
        try rows("SELECT \(list) FROM \(Self.quoted(table, "\""))", width: columns.count) { place, bytes in
            row[place] = numbers.add(bytes)
        } end: {
            cells += row
            for place in row.indices { row[place] = CellCodes.none }
        }
        codes = numbers
        return cells
    }

    /// Runs a query; cells that are null are left out.
    private func rows(
        _ query: String,
        width: Int,
        cell: (Int, Span<UInt8>) -> Void,
        end: () -> Void
    ) throws(TableFault) {
        var statement: OpaquePointer?
        defer { unsafe sqlite3_finalize(statement) }
        var status = unsafe sqlite3_prepare_v2(connection, query, -1, &statement, nil)
        if status == SQLITE_OK {
            status = unsafe sqlite3_step(statement)
            while status == SQLITE_ROW {
                for place in 0..<width {
                    // SQLite keeps the text until the next step, and counts its bytes.
                    guard let text = unsafe sqlite3_column_text(statement, Int32(place)) else { continue }
                    let count = Int(unsafe sqlite3_column_bytes(statement, Int32(place)))
                    cell(place, unsafe Span(_unsafeStart: text, count: count))
                }
                end()
                status = unsafe sqlite3_step(statement)
            }
        }
        guard status == SQLITE_DONE else {
            throw Self.fault(path, unsafe String(cString: sqlite3_errmsg(connection)))
        }
    }

    private static func string(_ bytes: Span<UInt8>) -> String {
        unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    private static func fault(_ path: String, _ reason: String) -> TableFault {
        .broken(
            "\(path): the SQLite database cannot be read (\(reason)); export it anew or name another file under 'tables'",
            "\(path)：无法读取 SQLite 数据库（\(reason)）；请重新导出，或在 tables 中改用其他文件"
        )
    }

    private static func quoted(_ name: String, _ quote: Character) -> String {
        "\(quote)\(name.split(separator: quote, omittingEmptySubsequences: false).joined(separator: "\(quote)\(quote)"))\(quote)"
    }

    /// A byte of a path in a `file:` address (RFC 3986 §2.1).
    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            String(UnicodeScalar(byte))
        default:
            "%\(String(byte >> 4, radix: 16))\(String(byte & 15, radix: 16))"
        }
    }
}
