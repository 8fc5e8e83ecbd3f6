internal import Documents
internal import Records
internal import Rules

/// A table of part numbers that a user supplies: a column of the seller's, a column of the buyer's.
enum AliasTable {
    /// Names that the columns may have, folded.
    private static let sellers: Set<String> = ["partnumber", "partno", "seller", "ours", "零件号", "产品编号"]
    private static let buyers: Set<String> = [
        "buyerpartnumber", "buyerpartno", "customerpartnumber", "customerpartno", "buyer", "customer", "客户零件号",
        "客户料号",
    ]

    /// Reads a table.
    ///
    /// - Throws: a `UsageError` that names the file and what it lacks.
    static func load(_ path: String) throws(UsageError) -> [PartAliases.Pair] {
        let source: SourceFile
        let prologue: Prologue
        do throws(SyntaxFault) {
            source = try SourceFile(path: path)
            prologue = try Prologue.read(source, told: nil)
        } catch {
            throw UsageError(message: "\(path): \(error.english)")
        }
        var rows = Rows()
        _ = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &rows)
        let header = (rows.rows.first ?? []).map { FoldedText.string(of: $0) }
        guard let seller = header.firstIndex(where: sellers.contains),
            let buyer = header.firstIndex(where: buyers.contains)
        else {
            throw UsageError(
                message: "\(path): the first row names no columns 'partNumber' and 'buyerPartNumber'"
            )
        }
        return rows.rows.dropFirst().compactMap { row in
            guard row.count > max(seller, buyer), !row[seller].isEmpty, !row[buyer].isEmpty else { return nil }
            // As codes are read: upper case, without blanks around.
            func code(_ text: String) -> String { HeaderText.trimmed(text).uppercased() }
            return PartAliases.Pair(seller: code(row[seller]), buyer: code(row[buyer]))
        }
    }

    /// The cells of all rows, as text.
    private struct Rows: EventReceiver {
        var rows: [[String]] = []

        var isFinished: Bool { rows.count > 500_000 }

        func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { .unknown }

        mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
            rows.append([])
            return true
        }

        func reads(attribute name: Name) -> Bool { true }

        mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
            let text = unsafe value.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
            while rows[rows.count - 1].count < Int(name.rawValue) { rows[rows.count - 1].append("") }
            rows[rows.count - 1].append(HeaderText.trimmed(text))
        }

        func value(_ value: Span<UInt8>, at place: Place) {}

        func close(at end: Int, fields: Int) {}
    }

    private enum HeaderText {
        static func trimmed(_ text: String) -> String {
            var text = Substring(text)
            while let last = text.last, last.isWhitespace { text.removeLast() }
            while let first = text.first, first.isWhitespace { text.removeFirst() }
            return String(text)
        }
    }
}
