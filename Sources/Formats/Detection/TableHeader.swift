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
        /// What an earlier column of the same name fills, so that this one fills nothing.
        var twin: (record: Int, slot: Int)?
        /// What its cells hold in pairs, as an index of the mapping's.
        var pairs: Int?

        /// The conditions of the mapping that its cells decide, as indices.
        var conditions: [Int] = []

        /// Whether its cells fill or decide anything.
        var isMapped: Bool { !targets.isEmpty || pairs != nil || !conditions.isEmpty }
    }

    /// The header's first row, from 0.
    package let row: Int
    /// How many rows it takes.
    package let rows: Int
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
    /// - Returns: the name as the file has it, on one line.
    package func name(ofColumn column: Int, inRow row: Int) -> String? {
        guard row > self.row + rows, column < names.count, !names[column].isEmpty else { return nil }
        return String(names[column].map { $0.isNewline ? " " : $0 })
    }

    /// The names of columns that fill nothing.
    package var unmapped: [String] { zip(names, columns).filter { !$0.0.isEmpty && !$0.1.isMapped }.map(\.0) }

    /// The field names that have a column; `pairs` where a column holds pairs of them.
    func fields(_ mapping: TableMapping) -> Set<String> {
        Set(
            columns.flatMap { column in
                column.targets.filter { !$0.isUnit }.map { mapping.fieldNames[$0.record][$0.slot] }
                    + (column.pairs == nil ? [] : ["pairs"])
            }
        )
    }

    /// That of a file that holds labels and values only: all its rows stand above it.
    static let labelsOnly = TableHeader(row: Int(Int32.max), rows: 0, columns: [], names: [], currency: nil)

    /// Whether there is no header.
    var isLabelsOnly: Bool { rows == 0 }

    /// Finds the header among the first rows: the one with most known names, then with most units.
    ///
    /// A second row belongs to the header only where it names or measures something more; so of equals the lower one
    /// wins, and what stood above it were labels.
    static func find(among candidates: [HeaderCandidate], _ mapping: TableMapping, units: UnitTable) -> TableHeader? {
        var best: (header: TableHeader, names: Int, units: Int)?
        for candidate in candidates where candidate.height <= max(1, mapping.headerRows) {
            let header = read(candidate, mapping, units)
            let mapped = header.columns.filter(\.isMapped)
            guard mapped.count >= 2 else { continue }
            let measured = mapped.count { $0.unit != nil }
            if let best, (mapped.count, measured, -candidate.height) <= (best.names, best.units, -best.header.rows) {
                continue
            }
            best = (header, mapped.count, measured)
        }
        guard let header = best?.header, header.rows == 1, mapping.headerRows > 1 else { return best?.header }
        // The header once more in another language, below it or above.
        for row in [header.row + 1, header.row - 1] {
            guard let candidate = candidates.first(where: { $0.row == row && $0.height == 1 }) else { continue }
            let other = read(candidate, mapping, units)
            let mapped = other.columns.count(where: \.isMapped)
            let filled = candidate.texts.count { !$0.isEmpty }
            if mapped >= 3, mapped * 3 >= filled * 2, mapped * 2 >= header.columns.count(where: \.isMapped) {
                return header.joined(with: other)
            }
        }
        return header
    }

    /// The header of two rows that say the same in two languages: what one of them leaves open, the other fills.
    private func joined(with other: TableHeader) -> TableHeader {
        var columns = self.columns
        func isTaken(_ record: Int, _ slot: Int, _ isUnit: Bool) -> Bool {
            columns.contains { $0.targets.contains { $0.record == record && $0.slot == slot && $0.isUnit == isUnit } }
        }
        for (index, second) in other.columns.enumerated() {
            if index >= columns.count { columns.append(Column(targets: [])) }
            columns[index].unit = columns[index].unit ?? second.unit
            guard !columns[index].isMapped else { continue }
            columns[index].targets = second.targets.filter { !isTaken($0.record, $0.slot, $0.isUnit) }
        }
        let names = columns.indices.map { index in
            let own = index < self.names.count ? self.names[index] : ""
            return own.isEmpty && index < other.names.count ? other.names[index] : own
        }
        return TableHeader(
            row: min(row, other.row),
            rows: 2,
            columns: columns,
            names: names,
            currency: currency ?? other.currency
        )
    }

    /// The columns of the mapping that a header may be, with a unit or currency as its last word or without.
    private static func meaning(of name: HeaderName?, _ mapping: TableMapping, _ units: UnitTable) -> [Int] {
        guard let name else { return [] }
        if let known = name.names.lazy.compactMap({ mapping.columnsByName[$0] }).first { return known }
        guard let (rest, measure) = name.trailing, units.isCurrency(measure) || isUnit(measure, units) else {
            return []
        }
        return mapping.columnsByName[rest] ?? []
    }

    /// Whether the last word of a header is apart from its name: what the whole means, it means without that word too.
    private static func measures(_ name: HeaderName, _ mapping: TableMapping) -> Bool {
        guard let whole = mapping.columnsByName[name.names[0]] else { return true }
        let rest = name.trailing.flatMap { mapping.columnsByName[$0.name] } ?? []
        return whole.contains { index in rest.contains { mapping.columns[$0].key == mapping.columns[index].key } }
    }

    private static func isUnit(_ text: String, _ units: UnitTable) -> Bool {
        units.index(of: text).map { $0 != 0 } ?? false
    }

    private static func read(
        _ candidate: HeaderCandidate,
        _ mapping: TableMapping,
        _ units: UnitTable
    ) -> TableHeader {
        var currency: String?
        let meanings = candidate.names.map { meaning(of: $0, mapping, units) }
        // Where several columns may be one field, the name that the format lists first decides: a "Part No." is the part
        // number before an "Item No." is.
        var owners: [[Int]: (rank: Int, column: Int)] = [:]
        for (column, ranks) in meanings.enumerated() {
            for rank in ranks where rank < owners[mapping.columns[rank].key]?.rank ?? .max {
                owners[mapping.columns[rank].key] = (rank, column)
            }
        }
        let columns = candidate.names.enumerated().map { index, name -> Column in
            var column = Column(targets: [])
            if let names = name?.names {
                column.pairs = mapping.pairs.firstIndex { names.contains($0.name) }
                column.conditions = mapping.conditions.indices.filter { names.contains(mapping.conditions[$0].name) }
            }
            for rank in meanings[index] {
                let known = mapping.columns[rank]
                guard owners[known.key]?.column == index else {
                    let isSame = owners[known.key].map { candidate.texts[$0.column] == candidate.texts[index] } ?? false
                    if isSame, !known.isUnit { column.twin = (known.record, known.slot) }
                    continue
                }
                if column.targets.contains(where: { [$0.record, $0.slot, $0.isUnit ? 1 : 0] == known.key }) {
                    continue
                }
                column.targets.append((known.record, known.slot, known.isUnit))
            }
            guard let name, let measure = name.bracketed ?? name.trailing?.measure else { return column }
            // KGS is a currency too.
            if isUnit(measure, units) {
                // "No of CTNS" counts cartons; it measures nothing.
                if name.bracketed != nil || measures(name, mapping) { column.unit = measure }
            } else if units.isCurrency(measure), name.bracketed != nil || column.isMapped {
                currency = currency ?? measure
            }
            return column
        }
        return TableHeader(
            row: candidate.row,
            rows: candidate.height,
            columns: columns,
            names: candidate.texts,
            currency: currency
        )
    }
}
