internal import CEL
internal import Records

/// Where the cells of one field stand in a batch.
struct FieldPlaces {
    private let states: [CellState]
    private let places: [CellPlace]
    /// The place of a cell that is absent.
    private let otherwise: CellPlace

    init(_ batch: RecordBatch, _ field: Int) {
        states = batch.columns[field]?.states ?? []
        places = batch.columns[field]?.places ?? []
        if let header = batch.header, let inherited = batch.recordType.fields[field].inherited,
            header.state(row: 0, field: inherited) != .absent
        {
            otherwise = .inherited
        } else {
            otherwise = .none
        }
    }

    /// Whether no row's cell stands anywhere.
    var isSilent: Bool { states.isEmpty && !otherwise.isInherited }

    /// Where a row's cell stands; `inherited` where its header says it, `none` where nothing does.
    subscript(row: Int) -> CellPlace {
        guard !states.isEmpty, states[row] != .absent else { return otherwise }
        return places[row].length > 0 ? places[row] : .none
    }
}

extension CellPlace {
    /// The document's header says it.
    fileprivate static let inherited = CellPlace(offset: .min, length: 0)

    /// Whether the document's header says it.
    var isInherited: Bool { offset == .min }
}
