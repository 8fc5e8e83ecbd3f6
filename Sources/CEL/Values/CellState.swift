/// Whether a field of a record, or an expression over it, has a value.
public enum CellState: UInt8, Sendable {
    /// Nothing stands there, or only blanks; or it depends on something absent.
    case absent
    /// A value of the field's type.
    case present
    /// Something that does not parse as the field's type, or that depends on such.
    case invalid
    /// It went wrong in another way: the general evaluator says how. Cells of records never are.
    case undecided

    init(_ error: EvaluationError) {
        self =
            switch error {
            case .absent: .absent
            case .invalid: .invalid
            case .incomparable, .failed: .undecided
            }
    }

    /// Of two sides that both have no value the state that decides, as with `EvaluationError`.
    func combined(with other: CellState) -> CellState {
        if self == .present { return other }
        if other == .present { return self }
        return rawValue >= other.rawValue ? self : other
    }
}
