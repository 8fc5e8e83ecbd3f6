package import CEL

/// The cells of one field in a batch, row by row.
///
/// One of the value arrays is filled, according to `type`, and has an element for every row; a row that is not present
/// holds a filler there. Separate arrays rather than an enum with payloads, so that appending never copies.
///
/// A class, because reading a cell of a struct of ten arrays would retain and release all ten. Only one builder fills it,
/// and only before it is handed on in a batch; from then on nothing changes it, so tasks may share it.
package final class Column: @unchecked Sendable {
    /// The type of the field.
    package let type: FieldType
    /// Whether each row is absent, present or invalid.
    package private(set) var states: [CellState] = []
    /// Where each row's raw text stands.
    package private(set) var places: [CellPlace] = []
    /// Text and codes.
    package private(set) var texts: [TextSlice] = []
    /// Exact decimals.
    package private(set) var decimals: [Decimal] = []
    /// Whole numbers.
    package private(set) var ints: [Int64] = []
    /// Days.
    package private(set) var dates: [CalendarDate] = []
    /// Decimals with units.
    package private(set) var quantities: [Quantity] = []
    /// Truth values.
    package private(set) var bools: [Bool] = []
    /// Lists: where in `elements` each row's texts stand.
    package private(set) var lists: [Range<Int32>] = []
    /// The texts of all rows' lists.
    package private(set) var elements: [TextSlice] = []

    init(type: FieldType) {
        self.type = type
    }
}

extension Column {
    /// The cells so far, for a column that is still being filled.
    func copy() -> Column {
        let copy = Column(type: type)
        copy.states = states
        copy.places = places
        copy.texts = texts
        copy.decimals = decimals
        copy.ints = ints
        copy.dates = dates
        copy.quantities = quantities
        copy.bools = bools
        copy.lists = lists
        copy.elements = elements
        return copy
    }

    /// Appends an absent row.
    func appendFiller() {
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

    /// Fills the last row with a text; of a list field, adds an element.
    func setLast(_ text: TextSlice, at place: CellPlace) {
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
    func setLast(_ decimal: Decimal, at place: CellPlace) {
        decimals[decimals.count - 1] = decimal
        mark(.present, at: place)
    }

    /// Fills the last row of a field of whole numbers.
    func setLast(_ int: Int64, at place: CellPlace) {
        ints[ints.count - 1] = int
        mark(.present, at: place)
    }

    /// Fills the last row of a date field.
    func setLast(_ date: CalendarDate, at place: CellPlace) {
        dates[dates.count - 1] = date
        mark(.present, at: place)
    }

    /// Fills the last row of a quantity field.
    func setLast(_ quantity: Quantity, at place: CellPlace) {
        quantities[quantities.count - 1] = quantity
        mark(.present, at: place)
    }

    /// Fills the last row of a field of truth values.
    func setLast(_ bool: Bool, at place: CellPlace) {
        bools[bools.count - 1] = bool
        mark(.present, at: place)
    }

    /// Fills the last two rows of a field of truth values.
    func setLast(two value: Bool) {
        for row in (bools.count - 2)..<bools.count {
            bools[row] = value
            states[row] = .present
        }
    }

    /// Marks the last row as one whose text does not parse.
    func invalidateLast(at place: CellPlace) {
        mark(.invalid, at: place)
    }

    private func mark(_ state: CellState, at place: CellPlace) {
        states[states.count - 1] = state
        places[places.count - 1] = place
    }
}
