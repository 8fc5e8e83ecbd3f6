internal import Documents

/// Takes some columns of a table, each cell as a number.
struct ColumnRows: EventReceiver {
    /// Row by row, in the order of the columns asked for.
    private(set) var cells: [UInt32] = []
    /// What the numbers stand for.
    private(set) var codes: CellCodes

    private let width: Int
    /// For each column of the file its place in a row, or -1.
    private let places: [Int]
    private var row: [UInt32]
    private var isHeader = true

    /// Takes columns, given by their places in the file.
    init(columns: [Int], codes: CellCodes) {
        width = columns.count
        self.codes = codes
        var places = Array(repeating: -1, count: (columns.max() ?? -1) + 1)
        for (place, column) in columns.enumerated() { places[column] = place }
        self.places = places
        row = Array(repeating: CellCodes.none, count: width)
    }

    var isFinished: Bool { false }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { .unknown }

    func open(_ name: Name, index: Int, at offset: Int) -> Bool { true }

    func reads(attribute name: Name) -> Bool {
        let column = Int(name.rawValue)
        return !isHeader && column < places.count && places[column] >= 0
    }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        let column = Int(name.rawValue)
        guard !isHeader, column < places.count, places[column] >= 0 else { return }
        row[places[column]] = codes.add(value)
    }

    func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) {
        if !isHeader { cells += row }
        isHeader = false
        for place in row.indices { row[place] = CellCodes.none }
    }
}
