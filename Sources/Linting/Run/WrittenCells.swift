internal import CEL
internal import Records
internal import Rules

/// The cells of a batch as the document writes them, seen by expressions as `written`.
final class WrittenCells: RecordSource {
    private let batch: RecordBatch

    init(_ batch: RecordBatch) {
        self.batch = batch
    }

    private var cells: [WrittenCell] { batch.written }

    /// The rows with a cell that is written otherwise than read, ascending.
    var rows: [Int] {
        cells.reduce(into: []) { rows, cell in
            if rows.last != cell.row { rows.append(cell.row) }
        }
    }

    /// The cell of a field of `WrittenShape`.
    func cell(row: Int, field: Int) -> WrittenCell? {
        let cells = cells
        let own = WrittenShape.field(field, of: batch.recordType)
        let isUnit = WrittenShape.isUnit(field, of: batch.recordType)
        // In the order of the rows, so a record's few cells are found at once.
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return cells[low...].prefix { $0.row == row }.first { $0.field == own && $0.isUnit == isUnit }
    }

    func state(row: Int, field: Int) -> CellState { cell(row: row, field: field) == nil ? .absent : .present }

    func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        guard let cell = cell(row: row, field: field) else { throw .absent }
        return .string(cell.text)
    }
}
