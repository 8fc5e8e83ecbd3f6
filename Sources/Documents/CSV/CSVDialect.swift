/// How the cells of a table are parted.
package struct CSVDialect: Sendable, Hashable {
    /// The byte between cells: `,` `;` tab or `|`.
    package var delimiter: UInt8
    /// Where the first row begins: behind a byte order mark or a line `sep=;`.
    package var start: Int

    /// Finds the dialect from the first bytes: the delimiter that parts most rows into the same number of cells.
    package static func sniff(_ bytes: [UInt8]) -> CSVDialect {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // Excel's own mark of the delimiter.
        if bytes[start...].starts(with: "sep=".utf8), start + 5 < bytes.count, isDelimiter(bytes[start + 4]) {
            let delimiter = bytes[start + 4]
            start += 5
            while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
            return CSVDialect(delimiter: delimiter, start: start)
        }
        let counts = rowCounts(bytes[start...])
        var best = (delimiter: UInt8(ascii: ","), score: 0)
        for (index, delimiter) in candidates.enumerated() {
            var frequencies: [Int: Int] = [:]
            for row in counts where row[index] > 0 { frequencies[row[index], default: 0] += 1 }
            // Rows that agree on many cells speak louder than stray commas in a text.
            let score = frequencies.map { $0.value * $0.value * ($0.key + 1) * ($0.key + 1) }.max() ?? 0
            if score > best.score { best = (delimiter, score) }
        }
        return CSVDialect(delimiter: best.delimiter, start: start)
    }

    private static let candidates: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]

    private static func isDelimiter(_ byte: UInt8) -> Bool { candidates.contains(byte) }

    /// For each of the first rows how often each candidate stands outside quotes.
    private static func rowCounts(_ bytes: ArraySlice<UInt8>) -> [[Int]] {
        var rows: [[Int]] = []
        var row = [0, 0, 0, 0]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == 0x0A || byte == 0x0D {
                if row != [0, 0, 0, 0] { rows.append(row) }
                row = [0, 0, 0, 0]
                if rows.count >= 100 { return rows }
            } else if let index = candidates.firstIndex(of: byte) {
                row[index] += 1
            }
        }
        if row != [0, 0, 0, 0] { rows.append(row) }
        return rows
    }
}
