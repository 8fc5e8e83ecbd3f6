/// The values of an expression for the rows of a batch.
struct Vector: Sendable {
    /// The values by type.
    enum Cells: Sendable {
        case bools(Lane<Bool>)
        case ints(Lane<Int64>)
        case decimals(Lane<Decimal>)
        case dates(Lane<CalendarDate>)
        case quantities(Lane<Quantity>)
        case texts(Lane<TextSlice>, arena: [UInt8])
        /// Values of other types.
        case values(Lane<Value>)
        /// No row has a value.
        case none
    }

    /// What is known of each row.
    var states: Lane<CellState>
    /// The values; those of rows that are not present mean nothing.
    var cells: Cells

    /// Whether all rows have one value, or none for one reason.
    var isConstant: Bool {
        guard states.isConstant else { return false }
        return switch cells {
        case .bools(let lane): lane.isConstant
        case .ints(let lane): lane.isConstant
        case .decimals(let lane): lane.isConstant
        case .dates(let lane): lane.isConstant
        case .quantities(let lane): lane.isConstant
        case .texts(let lane, _): lane.isConstant
        case .values(let lane): lane.isConstant
        case .none: true
        }
    }

    /// Whether no row has a value.
    var isEmpty: Bool { if case .none = cells { true } else { false } }

    /// One value for all rows, or none for any.
    init(constant result: Result<Value, EvaluationError>) {
        switch result {
        case .failure(let error):
            states = Lane(constant: CellState(error))
            cells = .none
        case .success(let value):
            states = Lane(constant: .present)
            cells =
                switch value {
                case .bool(let bool): .bools(Lane(constant: bool))
                case .int(let int): .ints(Lane(constant: int))
                case .decimal(let decimal): .decimals(Lane(constant: decimal))
                case .date(let date): .dates(Lane(constant: date))
                case .quantity(let quantity): .quantities(Lane(constant: quantity))
                case .string(let text): Self.text(text)
                default: .values(Lane(constant: value))
                }
        }
    }

    private static func text(_ text: String) -> Cells {
        let arena = Array(text.utf8)
        return .texts(Lane(constant: TextSlice(start: 0, length: UInt32(clamping: arena.count))), arena: arena)
    }

    init(states: Lane<CellState>, cells: Cells) {
        self.states = states
        self.cells = cells
    }

    /// The cells of a field; absent ones take what stands for them.
    static func cells(of view: ColumnView) -> Vector {
        if case .none = view.cells { return Vector(constant: view.otherwise) }
        let filler = try? view.otherwise.get()
        var fillerState = CellState.present
        if case .failure(let error) = view.otherwise { fillerState = CellState(error) }
        func lane<Element>(_ cells: [Element], _ filler: Element?) -> Lane<Element> {
            guard fillerState == .present else { return Lane(cells) }
            guard let filler else {
                // What is inherited has another type: the general evaluator sees to such rows.
                fillerState = .undecided
                return Lane(cells)
            }
            return Lane(zip(view.states, cells).map { $0 == .absent ? filler : $1 })
        }
        let cells: Cells
        switch view.cells {
        case .bools(let own): cells = .bools(lane(own, filler?.bool))
        case .ints(let own): cells = .ints(lane(own, filler?.int))
        case .decimals(let own): cells = .decimals(lane(own, filler?.decimal))
        case .dates(let own): cells = .dates(lane(own, filler?.date))
        case .quantities(let own): cells = .quantities(lane(own, filler?.quantity))
        case .texts(let own, let arena):
            let text = Array((filler?.string ?? "").utf8)
            let slice = TextSlice(start: UInt32(clamping: arena.count), length: UInt32(clamping: text.count))
            let filled = lane(own, filler?.string == nil ? nil : slice)
            cells = .texts(filled, arena: text.isEmpty ? arena : arena + text)
        case .none: cells = .none
        }
        // Where nothing stands for absent cells, their states are the vector's as they are.
        if fillerState == .absent { return Vector(states: Lane(view.states), cells: cells) }
        return Vector(states: Lane(view.states.map { $0 == .absent ? fillerState : $0 }), cells: cells)
    }

    /// Values of any types, as one typed array where they are of one type.
    init(states: [CellState], values: [Value]) {
        self.states = Lane(states)
        func typed<Element: Sendable>(_ filler: Element, _ pick: (Value) -> Element?) -> Lane<Element>? {
            var elements: [Element] = []
            elements.reserveCapacity(values.count)
            for (state, value) in zip(states, values) {
                guard state == .present else {
                    elements.append(filler)
                    continue
                }
                guard let element = pick(value) else { return nil }
                elements.append(element)
            }
            return Lane(elements)
        }
        guard let first = zip(states, values).first(where: { $0.0 == .present })?.1 else {
            cells = .none
            return
        }
        let found: Cells? =
            switch first {
            case .bool: typed(false, \.bool).map { .bools($0) }
            case .int: typed(0, \.int).map { .ints($0) }
            case .decimal: typed(.zero, \.decimal).map { .decimals($0) }
            case .quantity: typed(Quantity(value: .zero, unit: 0), \.quantity).map { .quantities($0) }
            case .date: typed(CalendarDate(daysSinceEpoch: 0), \.date).map { .dates($0) }
            default: nil
            }
        cells = found ?? .values(Lane(values))
    }

    /// A row's value, where it has one.
    func value(_ row: Int) -> Value {
        switch cells {
        case .bools(let lane): .bool(lane[row])
        case .ints(let lane): .int(lane[row])
        case .decimals(let lane): .decimal(lane[row])
        case .dates(let lane): .date(lane[row])
        case .quantities(let lane): .quantity(lane[row])
        case .texts(let lane, let arena): .string(String(decoding: arena[lane[row].range], as: UTF8.self))
        case .values(let lane): lane[row]
        case .none: .null
        }
    }
}

extension Value {
    fileprivate var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    fileprivate var int: Int64? { if case .int(let int) = self { int } else { nil } }
    fileprivate var decimal: Decimal? { if case .decimal(let decimal) = self { decimal } else { nil } }
    fileprivate var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }
    fileprivate var quantity: Quantity? { if case .quantity(let quantity) = self { quantity } else { nil } }
    fileprivate var string: String? { if case .string(let string) = self { string } else { nil } }
}
