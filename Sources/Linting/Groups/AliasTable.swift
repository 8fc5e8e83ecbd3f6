internal import CEL
internal import Documents
internal import Records
internal import Rules

/// A table of part numbers that a user supplies: a column of the seller's, a column of the buyer's, and if there is one a
/// column of the pieces in a set.
struct AliasTable: Sendable {
    /// The numbers of the same parts.
    var pairs: [PartAliases.Pair] = []
    /// The pieces in sets of parts.
    var sets: [SetSizes.Entry] = []

    /// Names that the columns may have, folded.
    private static let sellers: Set<String> = ["partnumber", "partno", "seller", "ours", "零件号", "产品编号"]
    private static let buyers: Set<String> = [
        "buyerpartnumber", "buyerpartno", "customerpartnumber", "customerpartno", "buyer", "customer", "客户零件号",
        "客户料号",
    ]

    private static let pieces: Set<String> = ["piecesperunit", "piecesperset", "pcsset", "每套件数"]

    /// Rows that are read at most.
    private static let maximumRows = 500_000

    /// Reads a table.
    ///
    /// - Throws: a `UsageError` that names the file and what it lacks.
    static func load(_ path: String) throws(UsageError) -> AliasTable {
        let source: SourceFile
        let prologue: Prologue
        do throws(SyntaxFault) {
            source = try SourceFile(path: path)
            prologue = try Prologue.read(source, told: nil)
        } catch {
            throw UsageError(message: "\(path): \(error.english)", chinese: "\(path)：\(error.chinese)")
        }
        var rows = TableRows(limit: maximumRows)
        _ = CSVReader.read(source, encoding: prologue.encoding, dialect: prologue.dialect, into: &rows)
        let header = (rows.rows.first ?? []).map { FoldedText.string(of: $0) }
        let buyer = header.firstIndex(where: buyers.contains)
        let size = header.firstIndex(where: pieces.contains)
        guard let seller = header.firstIndex(where: sellers.contains), buyer != nil || size != nil else {
            throw UsageError(
                message:
                    "\(path): the first row names no columns 'partNumber' and 'buyerPartNumber', or 'piecesPerUnit'"
            )
        }
        var table = AliasTable()
        for row in rows.rows.dropFirst() {
            func cell(_ column: Int?) -> String { column.map { $0 < row.count ? code(row[$0]) : "" } ?? "" }
            let (part, other) = (cell(seller), cell(buyer))
            guard !part.isEmpty else { continue }
            if !other.isEmpty { table.pairs.append(PartAliases.Pair(seller: part, buyer: other)) }
            if let pieces = Decimal(cell(size)) { table.sets.append(SetSizes.Entry(part: part, pieces: pieces)) }
        }
        return table
    }

    /// A number as codes are read: upper case, without blanks around.
    private static func code(_ text: String) -> String {
        var text = text.uppercased()[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
