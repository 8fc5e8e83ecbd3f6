/// Tells which rows of a batch hold the same text, so that what depends on the text alone is evaluated once.
///
/// Descriptions, tariff headings and origins repeat from line to line. Where the first rows show that texts do not, nothing
/// more is looked up.
struct TextRepeats {
    /// Rows that are looked at before one judges whether texts repeat.
    private static let trial = 256

    private let texts: Lane<TextSlice>
    private let states: Lane<CellState>
    private let arena: [UInt8]
    private var keys = KeyTable()
    /// For each text the first row that holds it.
    private var firstRows: [Int32] = []
    private var tried = 0

    /// Makes it of a vector of texts; nothing of others, or where all rows have one.
    init?(_ vector: Vector) {
        guard case .texts(let texts, let arena) = vector.cells, !texts.isConstant else { return nil }
        (self.texts, self.arena) = (texts, arena)
        states = vector.states
    }

    /// The first row asked for that holds the same text as a row; the row itself if it is the first, or holds none.
    mutating func first(_ row: Int) -> Int {
        guard states[row] == .present else { return row }
        if tried == Self.trial, firstRows.count > Self.trial * 7 / 8 { return row }
        tried = min(tried + 1, Self.trial)
        let arena = arena
        let key = keys.insert(arena.span.extracting(texts[row].range))
        if key == firstRows.count { firstRows.append(Int32(row)) }
        return Int(firstRows[key])
    }
}
