/// Makes a relation out of a user's tables.
struct RelationLoader {
    /// Columns of a user's own list that a row keeps.
    private static let maximumWidth = 8

    /// Rows so far: the names of their columns, and their cells row by row.
    private struct Joined {
        var columns: [String]
        var cells: [UInt32]
        var width: Int { columns.count }
        func place(of column: String) -> Int? { columns.firstIndex(of: column) }
    }

    let file: TableFile
    private var codes = CellCodes()

    init(file: TableFile) {
        self.file = file
    }

    /// The first columns of a user's own table.
    mutating func load(table: String?) throws(TableFault) -> Relation {
        let table = try file.table(table.map { [$0] } ?? [])
        let places = Array(table.columns.indices.prefix(Self.maximumWidth))
        guard !places.isEmpty else { throw .lacking("\(table.label) has no columns", "\(table.label) 没有列") }
        return Relation(
            width: places.count,
            cells: try file.cells(places, of: table, codes: &codes),
            codes: codes
        )
    }

    /// What a layout asks for.
    mutating func load(_ relation: TableLayouts.Relation, _ layout: TableLayouts.Layout) throws(TableFault) -> Relation
    {
        var missing = relation.columns.map(\.name)
        let first = try file.table(relation.tables)
        // One flat table holds what elsewhere is spread over several.
        let joins = file.isSingle ? [] : relation.joins
        var joined = try read(first, keys: Set(joins.map(\.column)), wanted: &missing)
        for (index, join) in joins.enumerated() {
            let table = try file.table(join.tables)
            guard joined.place(of: join.column) != nil, table.place(of: join.column) != nil else {
                throw Self.lacks(table, [join.column], isSingle: false)
            }
            let later = Set(joins[(index + 1)...].map(\.column)).union([join.column])
            joined = Self.join(joined, try read(table, keys: later, wanted: &missing), on: join.column)
        }
        let optional = Set(relation.columns.filter(\.isOptional).map(\.name))
        let lacking = missing.filter { !optional.contains($0) }
        if !lacking.isEmpty { throw Self.lacks(first, lacking, isSingle: file.isSingle) }
        return Relation(width: relation.columns.count, cells: try project(joined, relation, layout), codes: codes)
    }

    /// The columns of a table that are wanted and were not found before, and those by which tables join.
    private mutating func read(
        _ table: TableFile.Table,
        keys: Set<String>,
        wanted: inout [String]
    ) throws(TableFault) -> Joined {
        let own = wanted.filter { table.place(of: $0) != nil }
        wanted.removeAll(where: own.contains)
        let names = own + keys.subtracting(own).filter { table.place(of: $0) != nil }.sorted()
        let cells = try file.cells(names.compactMap { table.place(of: $0) }, of: table, codes: &codes)
        return Joined(columns: names, cells: cells)
    }

    /// Every pair of rows with the same cell in a column; O(rows of both and of the result).
    private static func join(_ left: Joined, _ right: Joined, on column: String) -> Joined {
        guard let leftKey = left.place(of: column), let rightKey = right.place(of: column) else { return left }
        var rows: [UInt32: [UInt32]] = [:]
        for row in 0..<right.cells.count / right.width {
            rows[right.cells[row * right.width + rightKey], default: []].append(UInt32(row))
        }
        let added = right.columns.indices.filter { left.place(of: right.columns[$0]) == nil }
        var result = Joined(columns: left.columns + added.map { right.columns[$0] }, cells: [])
        for row in 0..<left.cells.count / left.width {
            let start = row * left.width
            for other in rows[left.cells[start + leftKey]] ?? [] {
                result.cells += left.cells[start..<start + left.width]
                for place in added { result.cells.append(right.cells[Int(other) * right.width + place]) }
            }
        }
        return result
    }

    /// The columns in their order; what a table calls unknown fits anything.
    private mutating func project(
        _ joined: Joined,
        _ relation: TableLayouts.Relation,
        _ layout: TableLayouts.Layout
    ) throws(TableFault) -> [UInt32] {
        let places = relation.columns.map { joined.place(of: $0.name) }
        var unknown: [Set<UInt32>] = []
        for (index, column) in relation.columns.enumerated() {
            // The first column is what is asked about.
            unknown.append(index == 0 ? [] : try self.unknown(column.name, layout))
        }
        var cells: [UInt32] = []
        cells.reserveCapacity(places.count * (joined.cells.count / max(joined.width, 1)))
        for start in stride(from: 0, to: joined.cells.count, by: max(joined.width, 1)) {
            for (index, place) in places.enumerated() {
                let cell = place.map { joined.cells[start + $0] } ?? CellCodes.any
                let fitsAny = index > 0 && (cell == CellCodes.none || unknown[index].contains(cell))
                cells.append(fitsAny ? CellCodes.any : cell)
            }
        }
        return cells
    }

    /// The ids of a column whose names say that nothing is known; none where the table of names was not supplied.
    private mutating func unknown(_ column: String, _ layout: TableLayouts.Layout) throws(TableFault) -> Set<UInt32> {
        guard !file.isSingle, let (name, text) = layout.names[column], let table = try? file.table([name]),
            let id = table.place(of: column) ?? table.columns.indices.first, let place = table.place(of: text),
            id != place
        else { return [] }
        let words = Set(layout.unknown.map { codes.add(collection: $0.utf8) })
        let cells = try file.cells([id, place], of: table, codes: &codes)
        return Set(
            stride(from: 0, to: cells.count, by: 2).lazy.filter { words.contains(cells[$0 + 1]) }.map { cells[$0] }
        )
    }

    private static func lacks(_ table: TableFile.Table, _ columns: [String], isSingle: Bool) -> TableFault {
        let names = columns.joined(separator: ", ")
        let found = table.columns.prefix(12).joined(separator: ", ")
        let english = "\(table.label) has no column \(names); its first row names \(found)"
        let chinese = "\(table.label) 没有列 \(names)；首行为 \(found)"
        return isSingle ? .lacking(english, chinese) : .broken(english, chinese)
    }
}
