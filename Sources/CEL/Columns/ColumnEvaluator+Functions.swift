extension ColumnEvaluator {
    /// A function over typed values; nothing where the operands are of other types.
    func apply(_ form: TypedForm, _ operands: [Vector], _ wanted: [Bool]) -> Vector? {
        let units = general.units
        if operands.contains(where: \.isEmpty) { return failing(operands) }
        if case .key(let function) = form { return ofKeys(operands, wanted, function) }
        switch (form, operands[0].cells, operands.count > 1 ? operands[1].cells : .none) {
        case (.test(let test), .texts(let lane, let arena), _):
            return ofTexts(operands[0].states, lane, arena, wanted, false) { test($0.string) }.with { .bools($0) }
        case (.number(let number), .texts(let lane, let arena), _):
            return ofTexts(operands[0].states, lane, arena, wanted, 0) { number($0.string) }.with { .ints($0) }
        case (.written, .ints(let lane), _): return written(operands[0].states, lane)
        case (.digits(let compute), .decimals(let lane), _):
            return map(operands[0].states, lane, 0, compute).with { .ints($0) }
        case (.decimal(let compute), .decimals(let lane), _):
            return map(operands[0].states, lane, .zero, compute).with { .decimals($0) }
        case (.quantity(let compute), .quantities(let lane), _):
            return map(operands[0].states, lane, .zero) { compute($0, units) }.with { .decimals($0) }
        case (.decimals(let compute), .decimals(let first), .decimals(let second)):
            return combine(operands[0], first, operands[1], second, .zero, compute).with { .decimals($0) }
        case (.unit, .quantities(let lane), _): return unitCodes(operands[0].states, lane)
        case (.quantities(let compute), .quantities(let first), .decimals(let second)):
            return combine(operands[0], first, operands[1], second, Quantity(value: .zero, unit: 0)) {
                compute($0, $1, units)
            }.with { .quantities($0) }
        case (.scaled(let compute), .decimals(let first), .decimals(let second)):
            guard operands.count == 3, case .ints(let scales) = operands[2].cells, scales.isConstant, source.count > 0
            else { return nil }
            let scale = scales[0]
            return combine(operands[0], first, operands[1], second, .zero) { compute($0, $1, scale) }.with {
                .decimals($0)
            }
        default: return nil
        }
    }

    /// A function of keys that the texts of each row make; undecided where a text is not there.
    private func ofKeys(
        _ operands: [Vector],
        _ wanted: [Bool],
        _ function: (ArraySlice<UInt8>) -> Bool?
    ) -> Vector? {
        var parts: [(states: Lane<CellState>, lane: Lane<TextSlice>, arena: [UInt8])] = []
        for operand in operands {
            guard case .texts(let lane, let arena) = operand.cells else { return nil }
            parts.append((operand.states, lane, arena))
        }
        var result = TypedVector(
            states: [CellState](repeating: .undecided, count: source.count),
            elements: [Bool](repeating: false, count: source.count)
        )
        var key: [UInt8] = []
        // Neighbours often have the same key.
        var last: (key: [UInt8], holds: Bool?)?
        for row in 0..<source.count where wanted[row] {
            guard parts.allSatisfy({ $0.states[row] == .present }) else { continue }
            key.removeAll(keepingCapacity: true)
            for index in parts.indices {
                if index > 0 { key.append(TableKey.separator) }
                TableKey.append(parts[index].arena[parts[index].lane[row].range], to: &key)
            }
            if last?.key != key { last = (key, function(key[...])) }
            if let holds = last?.holds {
                result.elements[row] = holds
                result.states[row] = .present
            }
        }
        return result.with { .bools($0) }
    }

    /// Whole numbers as texts in an arena of their own.
    private func written(_ states: Lane<CellState>, _ ints: Lane<Int64>) -> Vector {
        var arena: [UInt8] = []
        arena.reserveCapacity(source.count * 8)
        let slices = map(states, ints, .empty) { int -> TextSlice? in
            let start = arena.count
            if int < 0 { arena.append(UInt8(ascii: "-")) }
            let digits = arena.count
            var rest = int.magnitude
            repeat {
                arena.append(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            } while rest > 0
            arena[digits...].reverse()
            return TextSlice(start: UInt32(clamping: start), length: UInt32(clamping: arena.count - start))
        }
        return slices.with { .texts($0, arena: arena) }
    }

    /// The codes of units, of which a batch has few.
    private func unitCodes(_ states: Lane<CellState>, _ quantities: Lane<Quantity>) -> Vector {
        var arena: [UInt8] = []
        var known: [(unit: UInt16, slice: TextSlice)] = []
        let units = general.units
        let slices = map(states, quantities, .empty) { quantity -> TextSlice? in
            if let found = known.first(where: { $0.unit == quantity.unit }) { return found.slice }
            let start = arena.count
            arena.append(contentsOf: units.code(quantity.unit).utf8)
            let slice = TextSlice(start: UInt32(start), length: UInt32(arena.count - start))
            known.append((quantity.unit, slice))
            return slice
        }
        return slices.with { .texts($0, arena: arena) }
    }

    /// One loop over texts that matter; where the function gives nothing, the row is undecided.
    func ofTexts<Element>(
        _ states: Lane<CellState>,
        _ texts: Lane<TextSlice>,
        _ arena: [UInt8],
        _ wanted: [Bool],
        _ filler: Element,
        _ function: (Span<UInt8>) -> Element?
    ) -> TypedVector<Element> {
        var result = TypedVector(
            states: (0..<source.count).map { states[$0] },
            elements: [Element](repeating: filler, count: source.count)
        )
        // Neighbours often hold the same text.
        var last: (text: TextSlice, element: Element?)?
        let bytes = arena.span
        for row in 0..<source.count where wanted[row] && result.states[row] == .present {
            let slice = texts[row]
            let text = bytes.extracting(slice.range)
            let isSame = last.map { bytes.extracting($0.text.range).isEqual(to: text) } ?? false
            if !isSame { last = (slice, function(text)) }
            if let element = last?.element {
                result.elements[row] = element
            } else {
                result.states[row] = .undecided
            }
        }
        return result
    }
}
