/// A condition, or the body of an aggregate, in the form that runs over columns.
///
/// A class, because it is run over every batch, and a copy would count a dozen references.
public final class ColumnProgram: Sendable {
    private let program: Program
    private let code: ColumnCode
    private let row: RowVariable

    /// What is known of a condition in a row.
    public enum Verdict: Sendable {
        /// It holds.
        case holds
        /// It does not hold.
        case fails
        /// It depends on something absent.
        case absent
        /// It depends on something that does not parse.
        case invalid
        /// The general evaluator says what it is.
        case undecided
    }

    /// The verdicts on the rows of a batch.
    public struct Verdicts: Sendable {
        private let states: Lane<CellState>
        /// Nothing where the values are of another type.
        private let truths: Lane<Bool>?

        init(_ vector: Vector) {
            states = vector.states
            if case .bools(let lane) = vector.cells { truths = lane } else { truths = nil }
        }

        /// The verdict on a row that was wanted.
        public subscript(row: Int) -> Verdict {
            switch states[row] {
            case .absent: return .absent
            case .invalid: return .invalid
            case .undecided: return .undecided
            case .present:
                guard let truths else { return .undecided }
                return truths[row] ? .holds : .fails
            }
        }
    }

    private static let fewRows = 2

    init(_ program: Program, _ row: RowVariable) {
        self.program = program
        self.row = row
        code = ColumnCompiler(row: row, units: program.units, codeLists: program.codeLists).compile(program.code)
    }

    /// The verdicts on the records of a source.
    ///
    /// - Parameters:
    ///   - source: the records.
    ///   - activation: gives the other variables, and the record where an operation takes them one by one.
    ///   - wanted: for each record whether its verdict is asked for.
    /// - Returns: the verdicts by row.
    public func verdicts(
        over source: some ColumnSource,
        _ activation: some RowActivation,
        where wanted: [Bool]
    ) -> Verdicts {
        var evaluator = ColumnEvaluator(
            source: source,
            row: row,
            activation: activation,
            general: Evaluator(
                activation: activation,
                units: program.units,
                codeLists: program.codeLists,
                locals: program.localCount
            )
        )
        // For few rows, such as a header's one, arrays cost more than they save.
        return Verdicts(
            source.count <= Self.fewRows
                ? evaluator.rowwise(program.code, wanted) : evaluator.evaluate(code, wanted)
        )
    }
}

extension Program {
    /// The program in the form that runs over columns.
    ///
    /// - Parameter row: how it names the record that changes from row to row.
    /// - Returns: the same expression, with the same meaning.
    public func overColumns(_ row: RowVariable) -> ColumnProgram { ColumnProgram(self, row) }
}
