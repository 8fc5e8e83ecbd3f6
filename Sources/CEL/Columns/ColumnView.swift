/// The cells of one field, record by record: a typed array and the state of each cell.
public struct ColumnView: Sendable {
    /// The values; those of cells that are not present mean nothing.
    public enum Cells: Sendable {
        /// Truth values.
        case bools([Bool])
        /// Whole numbers.
        case ints([Int64])
        /// Exact decimals.
        case decimals([Decimal])
        /// Days.
        case dates([CalendarDate])
        /// Decimals with units.
        case quantities([Quantity])
        /// Texts in UTF-8, as slices of an arena.
        case texts([TextSlice], arena: [UInt8])
        /// No cell is filled: all take what stands for absent ones.
        case none
    }

    /// Whether each cell is absent, present or invalid.
    public let states: [CellState]
    /// The values.
    public let cells: Cells
    /// What stands for absent cells: a value, or why there is none.
    public let otherwise: Result<Value, EvaluationError>

    /// Makes a view; the arrays are as long as there are records.
    public init(
        states: [CellState],
        cells: Cells,
        otherwise: Result<Value, EvaluationError> = .failure(.absent)
    ) {
        self.states = states
        self.cells = cells
        self.otherwise = otherwise
    }

    /// A view of cells that are all absent.
    public init(constant otherwise: Result<Value, EvaluationError>) {
        self.init(states: [], cells: .none, otherwise: otherwise)
    }

    /// The same cells with a value for absent ones.
    func filled(with value: Value) -> ColumnView {
        ColumnView(states: states, cells: cells, otherwise: .success(value))
    }
}
