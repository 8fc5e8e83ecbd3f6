/// Why an expression has no value.
public enum EvaluationError: Error, Sendable {
    /// It depends on something that is absent.
    case absent
    /// It depends on something that does not parse as its type.
    case invalid
    /// It compares quantities whose units do not convert into each other.
    case incomparable(String, String)
    /// It went wrong in another way: division by zero, overflow, no such overload. The offset is in bytes of the source.
    case failed(String, offset: Int)

    /// Of two errors the one that decides: what was reported already silences what depends on it.
    func combined(with other: EvaluationError) -> EvaluationError { rank >= other.rank ? self : other }

    private var rank: Int {
        switch self {
        case .absent: 0
        case .failed: 1
        case .incomparable: 2
        case .invalid: 3
        }
    }
}
