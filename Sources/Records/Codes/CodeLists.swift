package import CEL

/// The code lists of a run, by name.
package struct CodeLists: CodeListSource {
    private let lists: [String: CodeList]
    /// The names of the lists.
    package let names: [String]
    /// The day on which codes are judged.
    private let asOf: CalendarDate?
    /// Finds the reference tables.
    private let tables: @Sendable (String) -> (any ReferenceTable)?

    /// Makes a set of lists.
    ///
    /// - Parameters:
    ///   - lists: the lists by name.
    ///   - asOf: codes that ended before, or begin after, are not in their list; nothing for any day.
    ///   - tables: gives the reference table of a name.
    package init(
        _ lists: [String: CodeList],
        asOf: CalendarDate? = nil,
        tables: @escaping @Sendable (String) -> (any ReferenceTable)? = { _ in nil }
    ) {
        self.lists = lists
        names = lists.keys.sorted()
        self.asOf = asOf
        self.tables = tables
    }

    /// A list by its name.
    package subscript(name: String) -> CodeList? { lists[name] }

    /// Whether a code is in a list and holds on the day; a code that was replaced is not.
    package func contains(_ value: String, in list: String) -> Bool? {
        guard let list = lists[list] else { return nil }
        guard list.rows[value] != nil else { return false }
        if let replaced = list.cell(value, "replaced_by"), !replaced.isEmpty { return false }
        guard let asOf else { return true }
        if let from = list.cell(value, "valid_from").flatMap({ CalendarDate($0) }), from > asOf { return false }
        if let to = list.cell(value, "valid_to").flatMap({ CalendarDate($0) }), to < asOf { return false }
        return true
    }

    /// A cell of a code's row.
    package func lookup(_ code: String, in list: String, column: String) -> String? {
        lists[list]?.cell(code, column)
    }

    /// The code that a text means: the code, a name or another spelling.
    package func code(meaning text: String, in list: String) -> String? { lists[list]?.code(meaning: text) }

    /// The reference table of a name.
    package func table(named name: String) -> (any ReferenceTable)? { tables(name) }

    /// The units that quantities may name, from the list `unit`.
    ///
    /// - Parameter further: spellings beside those of the list, by code.
    /// - Returns: the units, with exact factors.
    package func makeUnitTable(_ further: [String: [String]] = [:]) -> UnitTable {
        guard let list = lists["unit"] else { return .empty }
        var units: [UnitTable.Unit] = []
        var spellings: [String: [String]] = [:]
        for code in list.rows.keys.sorted() {
            guard let dimension = list.cell(code, "dimension"), !dimension.isEmpty,
                let factor = list.cell(code, "factor").flatMap({ Decimal($0) })
            else { continue }
            let symbol = list.cell(code, "symbol").flatMap { $0.isEmpty ? nil : $0 }
            units.append(UnitTable.Unit(code: code, dimension: dimension, factor: factor, symbol: symbol))
            spellings[code] = (list.cell(code, "spellings") ?? "").split(separator: "|").map(String.init)
            spellings[code]? += further[code] ?? []
        }
        let currencies = lists["currency"]
        return UnitTable(
            units: units,
            spellings: spellings,
            fold: { FoldedText.string(of: $0) },
            knowsCurrency: { currencies?.rows[$0] != nil }
        )
    }
}
