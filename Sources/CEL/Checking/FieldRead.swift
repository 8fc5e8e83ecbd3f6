/// A field that an expression reads, of whatever record of its type.
public struct FieldRead: Equatable, Sendable {
    /// The record type.
    public let record: String
    /// The field, as an index of the type's shape.
    public let field: Int
}
