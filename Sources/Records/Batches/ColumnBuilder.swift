internal import CEL

/// The cells of one field while a batch is filled; rows that are silent about it cost nothing until a later one speaks.
///
/// Separate arrays rather than an enum with payloads, so that appending never copies.
struct ColumnBuilder: Sendable {
    let type: FieldType
    private(set) var states: [CellState] = []
    private(set) var places: [CellPlace] = []
    private(set) var texts: [TextSlice] = []
    private(set) var decimals: [Decimal] = []
    private(set) var ints: [Int64] = []
    private(set) var dates: [CalendarDate] = []
    private(set) var quantities: [Quantity] = []
    private(set) var bools: [Bool] = []
    private(set) var lists: [Range<Int32>] = []
    private(set) var elements: [TextSlice] = []

    init(type: FieldType) {
        self.type = type
    }

    /// Whether some row has a value, valid or not.
    var isTouched: Bool { !states.isEmpty }

    /// Appends absent rows until there are so many.
    ///
    /// - Parameters:
    ///   - rows: the number of rows.
    ///   - expected: how many there will probably be: so much room is made at once.
    mutating func pad(to rows: Int, expecting expected: Int = 0) {
        if states.isEmpty, expected > 0 { reserve(expected) }
        while states.count < rows {
            states.append(.absent)
            places.append(.none)
            switch type {
            case .text, .code: texts.append(.empty)
            case .decimal: decimals.append(.zero)
            case .int: ints.append(0)
            case .date: dates.append(CalendarDate(daysSinceEpoch: 0))
            case .quantity: quantities.append(Quantity(value: .zero, unit: 0))
            case .bool: bools.append(false)
            case .texts, .codes:
                let end = Int32(elements.count)
                lists.append(end..<end)
            }
        }
    }

    private mutating func reserve(_ rows: Int) {
        states.reserveCapacity(rows)
        places.reserveCapacity(rows)
        switch type {
        case .text, .code: texts.reserveCapacity(rows)
        case .decimal: decimals.reserveCapacity(rows)
        case .int: ints.reserveCapacity(rows)
        case .date: dates.reserveCapacity(rows)
        case .quantity: quantities.reserveCapacity(rows)
        case .bool: bools.reserveCapacity(rows)
        case .texts, .codes: lists.reserveCapacity(rows)
        }
    }

    /// A value that follows from the words of another field.
    enum Told {
        case text(TextSlice)
        case bool(Bool)
    }

    /// Fills a row of which the document itself does not state the field.
    mutating func fill(_ row: Int, _ value: Told) {
        switch value {
        case .text(let text): texts[row] = text
        case .bool(let bool): bools[row] = bool
        }
        states[row] = .present
    }

    /// Fills the last row with a text; of a list field, adds an element.
    mutating func setLast(_ text: TextSlice, at place: CellPlace) {
        switch type {
        case .text, .code: texts[texts.count - 1] = text
        case .texts, .codes:
            elements.append(text)
            let start = lists[lists.count - 1].lowerBound
            lists[lists.count - 1] = start..<Int32(elements.count)
            if states[states.count - 1] == .present { return }
        default: return
        }
        mark(.present, at: place)
    }

    /// Fills the last row of a decimal field.
    mutating func setLast(_ decimal: Decimal, at place: CellPlace) {
        decimals[decimals.count - 1] = decimal
        mark(.present, at: place)
    }

    /// Fills the last row of a field of whole numbers.
    mutating func setLast(_ int: Int64, at place: CellPlace) {
        ints[ints.count - 1] = int
        mark(.present, at: place)
    }

    /// Fills the last row of a date field.
    mutating func setLast(_ date: CalendarDate, at place: CellPlace) {
        dates[dates.count - 1] = date
        mark(.present, at: place)
    }

    /// Fills the last row of a quantity field.
    mutating func setLast(_ quantity: Quantity, at place: CellPlace) {
        quantities[quantities.count - 1] = quantity
        mark(.present, at: place)
    }

    /// Fills the last row of a field of truth values.
    mutating func setLast(_ bool: Bool, at place: CellPlace) {
        bools[bools.count - 1] = bool
        mark(.present, at: place)
    }

    /// Fills the last two rows of a field of truth values.
    mutating func setLast(two value: Bool) {
        for row in (bools.count - 2)..<bools.count {
            bools[row] = value
            states[row] = .present
        }
    }

    /// Marks the last row as one whose text does not parse.
    mutating func invalidateLast(at place: CellPlace) {
        mark(.invalid, at: place)
    }

    private mutating func mark(_ state: CellState, at place: CellPlace) {
        states[states.count - 1] = state
        places[places.count - 1] = place
    }
}
