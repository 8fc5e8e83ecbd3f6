/// What the first bytes of a file show: enough to choose a format.
package struct Prologue: Sendable {
    /// The syntax of a file.
    package enum Syntax: Sendable, Equatable {
        /// XML, with its root element.
        case xml
        /// JSON.
        case json
        /// JSON Lines.
        case jsonLines
        /// A table of cells.
        case table
        /// A mail message.
        case mail
        /// Text of another sort.
        case text
        /// Not text: what it is, as far as that shows.
        case binary(String)
        /// Nothing.
        case empty
    }

    /// The syntax.
    package var syntax: Syntax
    /// How its text is written.
    package var encoding: TextEncoding
    /// XML: the root's namespace and local name.
    package var root: (namespace: String, local: String)?
    /// XML: the root's attributes.
    package var attributes: [String: String] = [:]
    /// JSON: the keys at the top, with the text of scalars.
    package var keys: [String: String] = [:]
    /// JSON: the keys of the first element of an array at the top.
    package var elementKeys: Set<String> = []
    /// Tables: how the cells are parted.
    package var dialect = CSVDialect(delimiter: UInt8(ascii: ","), start: 0)
    /// Tables: how the rows are written.
    package var medium = RowReader.Medium.delimited
    /// Tables: whether decimals are written with a comma.
    package var usesComma = false
    /// Tables: the first rows.
    package var rows: [[String]] = []

    /// Tables: whether each row is a single cell that holds a whole row, as when a table is saved as CSV twice.
    package var isQuotedTwice: Bool {
        guard medium == .delimited else { return false }
        let filled = rows.compactMap { row in row.first { !$0.isEmpty }.map { (row.count { !$0.isEmpty }, $0) } }
        let single = filled.count { count, _ in count == 1 }
        let inner = filled.compactMap { count, cell -> Int? in
            let delimiters = cell.utf8.count { ",;\t|".utf8.contains($0) }
            return count == 1 && delimiters >= 2 && !cell.contains("\n") ? delimiters : nil
        }
        // Prose has commas too; rows have them in the same number.
        let equal = Dictionary(grouping: inner, by: \.self).values.map(\.count).max() ?? 0
        return single * 5 >= filled.count * 4 && inner.count * 2 >= filled.count
            && equal >= 2 && equal * 2 >= inner.count
    }

    /// What is odd about the file as a whole, though it can be read.
    package private(set) var faults: [SyntaxFault] = []

    /// Bytes looked at.
    static let size = 64 << 10
    /// Rows kept.
    static let maximumRows = 60

    /// Looks at a file.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - told: its encoding, where the configuration says it.
    /// - Returns: what the first bytes show.
    /// - Throws: a `SyntaxFault` where it cannot be read.
    package static func read(_ source: SourceFile, told: TextEncoding? = nil) throws(SyntaxFault) -> Prologue {
        var raw: [UInt8] = []
        try source.read(at: 0, count: size, into: &raw)
        let encoding = told ?? TextEncoding.detect(raw)
        var prologue = Prologue(syntax: .empty, encoding: encoding)
        guard !raw.isEmpty else { return prologue }
        if let binary = binary(raw) {
            prologue.syntax = .binary(binary)
            return prologue
        }
        var text: [UInt8] = []
        var stream = DecodedStream(source, encoding: encoding, window: size)
        _ = try stream.read(into: &text)
        prologue.classify(text, of: source)
        if told == nil { prologue.noteEncoding(raw) }
        prologue.noteExtension(of: source.path)
        return prologue
    }

    /// Looks at a sheet of a workbook.
    package static func read(sheet index: Int, of source: SourceFile) -> Prologue {
        var prologue = Prologue(syntax: .table, encoding: .utf8)
        prologue.medium = .sheet(index)
        prologue.rows = rows(of: source, prologue)
        if !prologue.rows.contains(where: { !$0.isEmpty }) { prologue.syntax = .empty }
        return prologue
    }

    /// XML says how it is encoded, and JSON is UTF-8 (RFC 8259 §8.1); a table says nothing.
    private mutating func noteEncoding(_ raw: [UInt8]) {
        let expected: TextEncoding
        switch syntax {
        case .xml: expected = TextEncoding.declaredByXML(raw) ?? .utf8
        case .json, .jsonLines: expected = .utf8
        default:
            noteLineOfUTF8(raw)
            return
        }
        // A byte order mark says it better than a declaration does.
        guard encoding != expected, ![.utf16le, .utf16be].contains(encoding) else { return }
        faults.append(SyntaxFault(.wrongEncoding, at: 0, detail: encoding.rawValue.uppercased(), isFatal: false))
    }

    /// A line of UTF-8 in a table of another encoding; its place is that in the decoded text.
    private mutating func noteLineOfUTF8(_ raw: [UInt8]) {
        guard ![.utf8, .utf16le, .utf16be].contains(encoding), let start = EncodingGuess.firstLineOfUTF8(in: raw)
        else { return }
        var before: [UInt8] = []
        let source = SourceFile(path: "", bytes: Array(raw[..<start]))
        var stream = DecodedStream(source, encoding: encoding, window: Self.size)
        while (try? stream.read(into: &before)) ?? false {}
        let detail = encoding.rawValue.uppercased()
        faults.append(SyntaxFault(.mixedEncoding, at: before.count, detail: detail, isFatal: false))
    }

    private mutating func noteExtension(of path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return }
        let isNamedSo: Bool
        switch name[dot...].lowercased() {
        case ".xml": isNamedSo = syntax == .xml
        case ".json", ".jsonl", ".ndjson": isNamedSo = [.json, .jsonLines].contains(syntax)
        case ".csv", ".tsv": isNamedSo = [.table, .text, .mail].contains(syntax)
        case ".xlsx", ".xlsm": isNamedSo = false
        // A table of HTML is named so that a spreadsheet program opens it.
        case ".xls": isNamedSo = syntax == .table && medium != .delimited
        default: return
        }
        let actual: String
        switch syntax {
        case .xml: actual = "XML"
        case .json, .jsonLines: actual = "JSON"
        case .table: actual = medium == .delimited ? "CSV" : "HTML"
        case .text: actual = "TXT"
        default: return
        }
        if !isNamedSo { faults.append(SyntaxFault(.wrongExtension, detail: actual, isFatal: false)) }
    }

    private static func binary(_ bytes: [UInt8]) -> String? {
        let marks: [(String, [UInt8])] = [
            ("PDF", Array("%PDF".utf8)), ("PNG", [0x89, 0x50, 0x4E, 0x47]), ("JPEG", [0xFF, 0xD8, 0xFF]),
            ("ZIP", [0x50, 0x4B, 0x03, 0x04]), ("Office", [0xD0, 0xCF, 0x11, 0xE0]), ("GIF", Array("GIF8".utf8)),
        ]
        return marks.first { bytes.starts(with: $0.1) }?.0
    }

    private mutating func classify(_ text: [UInt8], of source: SourceFile) {
        let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let first = text[start...].first(where: { $0 > 0x20 }) else {
            syntax = text.contains(0) ? .binary("data") : .empty
            return
        }
        if first == UInt8(ascii: "<") {
            syntax = .xml
            var receiver = RootReceiver()
            _ = XMLReader.read(source, encoding: encoding, window: 4096, into: &receiver)
            root = receiver.root
            attributes = receiver.attributes
            if isHTML(text) { classifyHTML(source) }
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let outline = JSONOutline.scan(text[start...])
            if !outline.keys.isEmpty || !outline.elementKeys.isEmpty || !outline.isBroken {
                syntax = outline.isLines ? .jsonLines : .json
                keys = outline.keys
                elementKeys = outline.elementKeys
                return
            }
        }
        if MailReader.looksLikeMail(text, path: source.path) {
            syntax = .mail
            return
        }
        // Markdown has tables of its own.
        guard !source.path.lowercased().hasSuffix(".md") else {
            syntax = .text
            return
        }
        dialect = CSVDialect.sniff(text)
        rows = Self.rows(of: SourceFile(path: "", bytes: text), inUTF8)
        usesComma = DecimalComma.isUsed(in: rows)
        let wide = rows.count { $0.count > 1 }
        let isNamedTable =
            [".csv", ".tsv", ".txt"].contains { source.path.lowercased().hasSuffix($0) }
            && !source.path.lowercased().hasSuffix(".txt")
        // Prose has commas too; a table has them in the same number row after row.
        let widths = Dictionary(grouping: rows.filter { $0.count > 1 }, by: \.count)
        let isRegular = (widths.values.map(\.count).max() ?? 0) >= 2 && wide * 2 > rows.count
        syntax =
            isNamedTable || (isRegular && dialect.delimiter != UInt8(ascii: ",")) || (isRegular && wide > 3)
            ? .table : .text
    }

    /// The same for text that is decoded already.
    private var inUTF8: Prologue {
        var prologue = self
        prologue.encoding = .utf8
        return prologue
    }

    private static func rows(of source: SourceFile, _ prologue: Prologue) -> [[String]] {
        var receiver = TableRows(limit: maximumRows)
        _ = RowReader.read(source, prologue, into: &receiver)
        return receiver.rows
    }

    /// Whether a page of HTML begins, or a table of one.
    private func isHTML(_ text: [UInt8]) -> Bool {
        if let root { return ["html", "table"].contains(root.local.lowercased()) }
        let head = String(decoding: text.prefix(2048), as: UTF8.self).lowercased()
        return head.contains("<html") || head.contains("<table") || head.contains("<!doctype html")
    }

    private mutating func classifyHTML(_ source: SourceFile) {
        medium = .html
        rows = Self.rows(of: source, self)
        usesComma = DecimalComma.isUsed(in: rows)
        syntax = rows.contains { $0.count > 1 } ? .table : .binary("HTML")
    }
}

/// Takes the root element only.
private struct RootReceiver: EventReceiver {
    var root: (namespace: String, local: String)?
    var attributes: [String: String] = [:]
    var isFinished = false
    private var names: [(namespace: String, local: String)] = [("", "")]

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        names.append((Self.string(namespace), Self.string(local)))
        return Name(rawValue: Int32(names.count - 1))
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        if root != nil {
            isFinished = true
            return false
        }
        root = names[Int(name.rawValue)]
        return true
    }

    func reads(attribute name: Name) -> Bool { true }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        attributes[names[Int(name.rawValue)].local] = Self.string(value)
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) { isFinished = true }

    private static func string(_ span: Span<UInt8>) -> String {
        unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
