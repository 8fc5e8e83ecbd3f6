/// Whether a field of a record holds a value.
public enum CellState: UInt8, Sendable {
    /// Nothing stands there, or only blanks.
    case absent
    /// A value of the field's type.
    case present
    /// Something that does not parse as the field's type.
    case invalid
}
