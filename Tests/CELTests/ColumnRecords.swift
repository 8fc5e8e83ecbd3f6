import CEL

/// A batch of records with cells of all types, some absent, some invalid, some inherited.
final class ColumnRecords: ColumnSource {
    static let shape = RecordShape(
        name: "r",
        fields: [
            .init(name: "price", type: .decimal, mayBeAbsent: true),
            .init(name: "count", type: .int, mayBeAbsent: true),
            .init(name: "quantity", type: .quantity, mayBeAbsent: true),
            .init(name: "weight", type: .quantity, mayBeAbsent: true),
            .init(name: "length", type: .quantity, mayBeAbsent: true),
            .init(name: "day", type: .date, mayBeAbsent: true),
            .init(name: "flag", type: .bool, mayBeAbsent: true), .init(name: "name", type: .string, mayBeAbsent: true),
            .init(name: "word", type: .string, mayBeAbsent: true),
            .init(name: "bad", type: .decimal, mayBeAbsent: true),
            .init(name: "codes", type: .list(.string), mayBeAbsent: true),
        ]
    )
    /// Index 1 is kilogram, 2 gram, 3 metre.
    static let units = UnitTable(
        units: [
            UnitTable.Unit(code: "KGM", dimension: "mass", factor: Decimal(1000)),
            UnitTable.Unit(code: "GRM", dimension: "mass", factor: Decimal(1)),
            UnitTable.Unit(code: "MTR", dimension: "length", factor: Decimal(1)),
        ],
        spellings: [:],
        fold: { $0 }
    )

    let count: Int
    private let states: [[CellState]]
    private let values: [[Value]]

    init(count: Int, seed: UInt64) {
        var random = SeededGenerator(state: seed)
        self.count = count
        var states: [[CellState]] = []
        var values: [[Value]] = []
        for field in Self.shape.fields.indices {
            var (column, cells): ([CellState], [Value]) = ([], [])
            for _ in 0..<count {
                let chance = Int.random(in: 0..<10, using: &random)
                column.append(chance == 0 ? .absent : chance == 1 || field == 9 ? .invalid : .present)
                cells.append(Self.value(field, Int64.random(in: -4...9, using: &random), &random))
            }
            states.append(column)
            values.append(cells)
        }
        self.states = states
        self.values = values
    }

    private static func value(_ field: Int, _ number: Int64, _ random: inout SeededGenerator) -> Value {
        let decimal = Decimal(mantissa: Int128(number) * 25, scale: Int.random(in: 0...3, using: &random))
        switch field {
        case 0, 9: return .decimal(decimal)
        case 1: return .int(number)
        case 2, 3, 4:
            let unit = field == 2 ? 1 : field == 3 ? UInt16.random(in: 0...2, using: &random) : 3
            return .quantity(Quantity(value: decimal, unit: unit))
        case 5: return .date(CalendarDate(daysSinceEpoch: Int32(20_780 + number)))
        case 6: return .bool(number > 2)
        case 10: return .list([.string("A"), .string("\(number)")])
        default: return .string(["A", "ab", "", "ä", "4006381333931"].randomElement(using: &random) ?? "")
        }
    }

    /// What an absent word inherits.
    private static let inherited = Value.string("ab")

    func state(row: Int, field: Int) -> CellState {
        field == 8 && states[field][row] == .absent ? .present : states[field][row]
    }

    func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        switch states[field][row] {
        case .present: return values[field][row]
        case .absent where field == 8: return Self.inherited
        case .absent: throw .absent
        case .invalid, .undecided: throw .invalid
        }
    }

    func column(_ field: Int) -> ColumnView? {
        func all<Element>(_ pick: (Value) -> Element?) -> [Element] { values[field].compactMap(pick) }
        let cells: ColumnView.Cells
        switch field {
        case 0, 9: cells = .decimals(all { if case .decimal(let decimal) = $0 { decimal } else { nil } })
        case 1: cells = .ints(all { if case .int(let int) = $0 { int } else { nil } })
        case 2, 3, 4: cells = .quantities(all { if case .quantity(let quantity) = $0 { quantity } else { nil } })
        case 5: cells = .dates(all { if case .date(let date) = $0 { date } else { nil } })
        case 6: cells = .bools(all { if case .bool(let bool) = $0 { bool } else { nil } })
        case 7, 8: cells = texts(field)
        default: return nil
        }
        return ColumnView(
            states: states[field],
            cells: cells,
            otherwise: field == 8 ? .success(Self.inherited) : .failure(.absent)
        )
    }

    private func texts(_ field: Int) -> ColumnView.Cells {
        var arena: [UInt8] = []
        let slices = values[field].map { value -> TextSlice in
            guard case .string(let text) = value else { return .empty }
            defer { arena += Array(text.utf8) }
            return TextSlice(start: UInt32(arena.count), length: UInt32(text.utf8.count))
        }
        return .texts(slices, arena: arena)
    }
}

/// Gives expressions a record `r` and settings `s`.
final class ColumnActivation: RowActivation {
    static let settings = RecordShape(
        name: "s",
        fields: [
            .init(name: "limit", type: .decimal, mayBeAbsent: false),
            .init(name: "word", type: .string, mayBeAbsent: false),
            .init(name: "day", type: .date, mayBeAbsent: true),
        ]
    )

    private final class Settings: RecordSource {
        func state(row: Int, field: Int) -> CellState { field == 2 ? .absent : .present }

        func value(row: Int, field: Int) throws(EvaluationError) -> Value {
            guard field < 2 else { throw .absent }
            return field == 0 ? .decimal(Decimal(mantissa: 75, scale: 1)) : .string("ab")
        }
    }

    private let source: ColumnRecords
    private let settings = Settings()
    private var row = 0

    init(_ source: ColumnRecords) {
        self.source = source
    }

    func move(to row: Int) { self.row = row }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        slot == 0
            ? .record(RecordReference(source: source, row: row)) : .record(RecordReference(source: settings, row: 0))
    }
}
