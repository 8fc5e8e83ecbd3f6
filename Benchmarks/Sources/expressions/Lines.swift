import CEL

/// Lines of an invoice as columns, and the variables of expressions over them.
final class Lines: ColumnSource {
    static let shape = RecordShape(
        name: "line",
        fields: [
            .init(name: "quantity", type: .decimal, mayBeAbsent: true),
            .init(name: "unitPrice", type: .decimal, mayBeAbsent: true),
            .init(name: "amount", type: .decimal, mayBeAbsent: true),
            .init(name: "partNumber", type: .string, mayBeAbsent: true),
            .init(name: "origin", type: .string, mayBeAbsent: true),
            .init(name: "count", type: .int, mayBeAbsent: true),
        ]
    )

    let count: Int
    private let decimals: [[Decimal]]
    private let texts: [[TextSlice]]
    private let counts: [Int64]
    private let arena: [UInt8]
    private let states: [CellState]

    init(count: Int) {
        self.count = count
        let prices = (0..<count).map { Decimal(mantissa: Int128(150 + $0 % 9_000), scale: 2) }
        let quantities = (0..<count).map { Decimal(20 + $0 % 480) }
        decimals = [quantities, prices, zip(quantities, prices).map { $0.multiplied(by: $1) ?? .zero }]
        var arena: [UInt8] = []
        func slices(_ text: (Int) -> String) -> [TextSlice] {
            (0..<count).map { row in
                let bytes = Array(text(row).utf8)
                defer { arena += bytes }
                return TextSlice(start: UInt32(arena.count), length: UInt32(bytes.count))
            }
        }
        texts = [slices { "HC-\(1_000 + $0 % 9_000)" }, slices { ["CN", "VN", "DE", "US"][$0 % 4] }]
        counts = (0..<count).map { Int64($0 % 100) }
        self.arena = arena
        states = Array(repeating: .present, count: count)
    }

    func column(_ field: Int) -> ColumnView? {
        switch field {
        case 0...2: ColumnView(states: states, cells: .decimals(decimals[field]))
        case 3, 4: ColumnView(states: states, cells: .texts(texts[field - 3], arena: arena))
        default: ColumnView(states: states, cells: .ints(counts))
        }
    }

    func state(row: Int, field: Int) -> CellState { .present }

    func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        switch field {
        case 0...2: .decimal(decimals[field][row])
        case 3, 4: .string(String(decoding: arena[texts[field - 3][row].range], as: UTF8.self))
        default: .int(counts[row])
        }
    }
}

/// Gives a line, the tolerance and a list of a hundred numbers.
final class LineActivation: RowActivation {
    private let lines: Lines
    private var row = 0
    private let numbers = Value.list((0..<100).map { .int($0) })

    init(_ lines: Lines) {
        self.lines = lines
    }

    func move(to row: Int) { self.row = row }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        switch slot {
        case 0: .record(RecordReference(source: lines, row: row))
        case 1: .decimal(Decimal(mantissa: 1, scale: 2))
        default: numbers
        }
    }
}
