internal import CEL
internal import Records

/// Where the header of a table stands and what its columns mean.
package struct TableHeader: Sendable {
    /// What a column fills.
    struct Column: Sendable {
        /// Record mappings and slots; the flag says that the cell is the unit rather than the value.
        var targets: [(record: Int, slot: Int, isUnit: Bool)]
        /// The unit that the header names, as written.
        var unit: String?
    }

    /// The header's first row, from 0.
    let row: Int
    /// How many rows it takes.
    let rows: Int
    /// The columns, by index.
    let columns: [Column]
    /// The columns' own names, by index.
    package let names: [String]
    /// The currency that a header cell names.
    let currency: String?

    /// The name of a cell's column, where the cell stands below the header and the column has a name.
    ///
    /// - Parameters:
    ///   - column: its index, from 0.
    ///   - row: its row in the file, from 1.
    /// - Returns: the name as the file has it.
    package func name(ofColumn column: Int, inRow row: Int) -> String? {
        guard row > self.row + rows, column < names.count, !names[column].isEmpty else { return nil }
        return names[column]
    }

    /// The names of columns that fill nothing.
    package var unmapped: [String] { zip(names, columns).filter { !$0.0.isEmpty && $0.1.targets.isEmpty }.map(\.0) }

    /// The field names that have a column.
    func fields(_ mapping: TableMapping) -> Set<String> {
        Set(
            columns.flatMap { column in
                column.targets.filter { !$0.isUnit }.map { mapping.fieldNames[$0.record][$0.slot] }
            }
        )
    }

    /// Finds the header among the first rows: the one with most known names.
    static func find(in rows: [[String]], _ mapping: TableMapping, units: UnitTable) -> TableHeader? {
        var best: (header: TableHeader, count: Int)?
        for index in rows.indices {
            for height in 1...max(1, mapping.headerRows) where index + height <= rows.count {
                let names = joined(Array(rows[index..<(index + height)]))
                let header = read(names, at: index, height: height, mapping, units)
                let count = header.columns.count { !$0.targets.isEmpty }
                // A second row belongs to the header only where it names something more.
                if count >= 2, count > (best?.count ?? 0) { best = (header, count) }
            }
        }
        return best?.header
    }

    /// The names of two header rows joined: an upper cell spans the blank ones to its right.
    private static func joined(_ rows: [[String]]) -> [String] {
        guard rows.count == 2 else { return rows.first ?? [] }
        let count = max(rows[0].count, rows[1].count)
        var upper = ""
        return (0..<count).map { index in
            let own = index < rows[0].count ? rows[0][index] : ""
            let lower = index < rows[1].count ? rows[1][index] : ""
            if !own.isEmpty { upper = own }
            return lower.isEmpty ? own : lower + (own.isEmpty && upper.isEmpty ? "" : " (\(bracket(upper)))")
        }
    }

    /// What an upper header gives to those below it: the unit in its brackets.
    private static func bracket(_ text: String) -> String { HeaderName(text).bracketed ?? "" }

    private static func read(
        _ names: [String],
        at row: Int,
        height: Int,
        _ mapping: TableMapping,
        _ units: UnitTable
    ) -> TableHeader {
        var taken: Set<[Int]> = []
        var currency: String?
        let columns = names.map { text -> Column in
            guard !text.isEmpty, text.utf8.count < 200 else { return Column(targets: []) }
            let name = HeaderName(text)
            var column = Column(targets: [])
            for candidate in name.names {
                for known in mapping.columns where known.name == candidate {
                    let key = [known.record, known.slot, known.isUnit ? 1 : 0]
                    guard !taken.contains(key) else { continue }
                    taken.insert(key)
                    column.targets.append((known.record, known.slot, known.isUnit))
                }
                if !column.targets.isEmpty { break }
            }
            if let bracketed = name.bracketed {
                if units.index(of: bracketed).map({ $0 != 0 }) ?? false {
                    column.unit = bracketed
                } else if bracketed.count == 3, bracketed.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) {
                    currency = currency ?? bracketed
                }
            }
            return column
        }
        return TableHeader(row: row, rows: height, columns: columns, names: names, currency: currency)
    }
}
