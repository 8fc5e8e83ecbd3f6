/// Follows the rows of a sheet and notes the positions of some cells, each with the row around it as text.
struct CellFinder: EventReceiver {
    /// The positions of the places that were met, in their order.
    private var positions: [SourcePosition] = []

    /// Numbers of cells, ascending; with a length of 0 a row as a whole is meant.
    private let places: [Place]
    private var row = 0
    private var cells: [(column: Int, text: String)] = []
    /// Characters shown of a cell beside the one that is meant, and of all of them.
    private static let (shownOfCell, shownOfRow) = (40, 200)

    /// Makes a receiver.
    ///
    /// - Parameter places: the places, ascending.
    init(_ places: [Place]) {
        self.places = places
    }

    var isFinished: Bool { positions.count == places.count }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { .unknown }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        row = CellAddress(number: offset).row
        cells.removeAll(keepingCapacity: true)
        return true
    }

    func reads(attribute name: Name) -> Bool {
        positions.count < places.count && CellAddress(number: places[positions.count].offset).row <= row
    }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        let text = unsafe value.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        cells.append((Int(name.rawValue), text))
    }

    func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) {
        while positions.count < places.count {
            let address = CellAddress(number: places[positions.count].offset)
            guard address.row <= row else { return }
            positions.append(position(address, isCell: places[positions.count].length > 0))
        }
    }

    /// The positions of all places; those behind the last row have no text.
    mutating func finish() -> [SourcePosition] {
        cells = []
        for place in places.dropFirst(positions.count) {
            positions.append(position(CellAddress(number: place.offset), isCell: place.length > 0))
        }
        return positions
    }

    private func position(_ address: CellAddress, isCell: Bool) -> SourcePosition {
        var text = ""
        var column = 1
        var width = 1
        var raw = ""
        for cell in cells where address.row == row {
            let isMeant = isCell && cell.column == address.column
            guard isMeant || text.count < Self.shownOfRow else { continue }
            if !text.isEmpty { text += " | " }
            if isMeant {
                column = text.count + 1
                width = max(1, min(cell.text.count, Self.shownOfRow))
                raw = cell.text
            }
            text += Self.line(cell.text, isMeant ? Self.shownOfRow : Self.shownOfCell)
        }
        return SourcePosition(
            line: address.row,
            column: address.column + 1,
            text: text,
            textColumn: column,
            width: width,
            raw: raw,
            address: "\(address.row)",
            cell: isCell ? address.column : nil
        )
    }

    /// The beginning of a text on one line.
    private static func line(_ text: String, _ count: Int) -> String {
        let line = String(text.prefix(count).map { $0.isNewline ? " " : $0 })
        return text.count > count ? line + "…" : line
    }
}
