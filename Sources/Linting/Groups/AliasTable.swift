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

    /// Rows that are read at most.
    private static let maximumRows = 500_000

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
        var rows = TableRows(limit: maximumRows)
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
            return PartAliases.Pair(seller: code(row[seller]), buyer: code(row[buyer]))
        }
    }

    /// A number as codes are read: upper case, without blanks around.
    private static func code(_ text: String) -> String {
        var text = text.uppercased()[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
