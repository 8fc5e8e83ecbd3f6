/// What a rule expects to be there, for the matrix of readiness.
package enum Expectation: Sendable, Hashable {
    /// A document of a kind, as an index; where classes of certificates are named, one of those.
    case document(kind: Int, classes: [String])
    /// Fields of the records of goods of a type, as indices.
    case fields(recordType: Int, fields: [Int])
}
