/// What is known of an expression's value in one row.
enum RowState: UInt8, Sendable {
    /// It depends on something absent.
    case absent
    /// It has a value.
    case present
    /// It depends on something that does not parse.
    case invalid
    /// It went wrong in another way: the general evaluator says how.
    case undecided

    init(_ state: CellState) {
        self =
            switch state {
            case .absent: .absent
            case .present: .present
            case .invalid: .invalid
            }
    }

    init(_ error: EvaluationError) {
        self =
            switch error {
            case .absent: .absent
            case .invalid: .invalid
            case .incomparable, .failed: .undecided
            }
    }

    /// Of two sides that both have no value the state that decides, as with `EvaluationError`.
    func combined(with other: RowState) -> RowState {
        if self == .present { return other }
        if other == .present { return self }
        return rawValue >= other.rawValue ? self : other
    }
}
