package import CEL

/// Up to a few thousand records of one type of one document, column by column, immutable once made.
///
/// Only fields that an enabled rule or the report reads, and that some record has, have columns. A cell is absent,
/// present or invalid.
package final class RecordBatch: Sendable {
    /// The type of the records.
    package let recordType: RecordType
    /// How many records there are.
    package let count: Int
    /// The number of the first record among those of its type in the document, from 0.
    package let firstOrdinal: Int
    /// The columns, by field index; nothing where nobody reads the field, or no record has it.
    package let columns: [Column?]
    /// Where each record begins: bytes from the start of the decoded document.
    package let offsets: [Int]
    /// The cells that do not parse, in order.
    package let faults: [CellFault]
    /// The cells that are written otherwise than read, in order; only of fields of which a rule asks.
    package let written: [WrittenCell]
    /// The document's header, from which silent cells inherit; nothing until it is known.
    package let header: RecordBatch?

    /// The bytes of texts and codes.
    package let arena: [UInt8]
    /// The units of quantities.
    package let units: UnitTable

    init(
        recordType: RecordType,
        firstOrdinal: Int,
        columns: [Column?],
        offsets: [Int],
        faults: [CellFault],
        written: [WrittenCell],
        header: RecordBatch?,
        arena: [UInt8],
        units: UnitTable
    ) {
        self.recordType = recordType
        count = offsets.count
        self.firstOrdinal = firstOrdinal
        self.columns = columns
        self.offsets = offsets
        self.faults = faults
        self.written = written
        self.header = header
        self.arena = arena
        self.units = units
    }

    /// The same records, inheriting from a header.
    ///
    /// O(columns).
    package func inheriting(from header: RecordBatch) -> RecordBatch {
        RecordBatch(
            recordType: recordType,
            firstOrdinal: firstOrdinal,
            columns: columns,
            offsets: offsets,
            faults: faults,
            written: written,
            header: header,
            arena: arena,
            units: units
        )
    }

    /// The same records with some of their fields only, for what keeps them long.
    ///
    /// O(columns).
    package func keeping(_ fields: Set<Int>) -> RecordBatch {
        let kept = columns.indices.map { fields.contains($0) ? columns[$0] : nil }
        let hasText = kept.contains { [.text, .code, .texts, .codes].contains($0?.type) }
        return RecordBatch(
            recordType: recordType,
            firstOrdinal: firstOrdinal,
            columns: kept,
            offsets: offsets,
            faults: [],
            written: [],
            header: header,
            arena: hasText ? arena : [],
            units: units
        )
    }

    /// The same records, with so many more before them.
    ///
    /// O(columns).
    package func renumbered(by count: Int) -> RecordBatch {
        RecordBatch(
            recordType: recordType,
            firstOrdinal: firstOrdinal + count,
            columns: columns,
            offsets: offsets,
            faults: faults,
            written: written,
            header: header,
            arena: arena,
            units: units
        )
    }

    /// Where a cell's raw text stands in the decoded document, or nothing if it is absent.
    package func place(row: Int, field: Int) -> (offset: Int, length: Int)? {
        guard let column = columns[field], column.states[row] != .absent else { return nil }
        let place = column.places[row]
        return (offsets[row] + Int(place.offset), Int(place.length))
    }
}

extension RecordBatch: ColumnSource {
    /// The cells of a field, inherited from the header where the record is silent; nothing for lists.
    package func column(_ field: Int) -> ColumnView? {
        let inherited: Result<Value, EvaluationError>
        if let header, let index = recordType.fields[field].inherited {
            do throws(EvaluationError) {
                inherited = .success(try header.value(row: 0, field: index))
            } catch {
                inherited = .failure(error)
            }
        } else {
            inherited = .failure(.absent)
        }
        guard let column = columns[field] else { return ColumnView(constant: inherited) }
        let cells: ColumnView.Cells
        switch column.type {
        case .text, .code: cells = .texts(column.texts, arena: arena)
        case .decimal: cells = .decimals(column.decimals)
        case .int: cells = .ints(column.ints)
        case .date: cells = .dates(column.dates)
        case .quantity: cells = .quantities(column.quantities)
        case .bool: cells = .bools(column.bools)
        case .texts, .codes: return nil
        }
        return ColumnView(states: column.states, cells: cells, otherwise: inherited)
    }
}

extension RecordBatch: RecordSource {
    /// Whether a cell is absent, present or invalid, after inheriting.
    package func state(row: Int, field: Int) -> CellState {
        if let column = columns[field], column.states[row] != .absent { return column.states[row] }
        guard let header, let inherited = recordType.fields[field].inherited else { return .absent }
        return header.state(row: 0, field: inherited)
    }

    /// A cell's value, inherited from the header where the record is silent.
    ///
    /// - Throws: `absent` or `invalid`.
    package func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        guard let column = columns[field], column.states[row] != .absent else {
            guard let header, let inherited = recordType.fields[field].inherited else { throw .absent }
            return try header.value(row: 0, field: inherited)
        }
        guard column.states[row] == .present else { throw .invalid }
        switch column.type {
        case .text, .code: return .string(text(column.texts[row]))
        case .decimal: return .decimal(column.decimals[row])
        case .int: return .int(column.ints[row])
        case .date: return .date(column.dates[row])
        case .quantity: return .quantity(column.quantities[row])
        case .bool: return .bool(column.bools[row])
        case .texts, .codes:
            let range = column.lists[row]
            return .list(column.elements[Int(range.lowerBound)..<Int(range.upperBound)].map { .string(text($0)) })
        }
    }

    /// The raw or present text of a cell as it may be shown: the value itself, or what did not parse.
    package func shown(row: Int, field: Int) -> String? {
        if let fault = faults.first(where: { $0.row == row && $0.field == field }) { return fault.raw }
        guard let value = try? value(row: row, field: field) else { return nil }
        return ValueText.shown(value, units: units)
    }

    private func text(_ slice: TextSlice) -> String { String(decoding: arena[slice.range], as: UTF8.self) }
}
