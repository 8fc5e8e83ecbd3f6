/// The fields of a type of record, as the embedder declares it.
///
/// A class, because the environments of all expressions refer to it.
public final class RecordShape: Sendable {
    /// One field; its index is its place in the shape.
    public struct Field: Sendable {
        /// Its name.
        public let name: String
        /// Its type.
        public let type: CELType
        /// Whether a record may be silent about it.
        public let mayBeAbsent: Bool

        /// Makes a field.
        public init(name: String, type: CELType, mayBeAbsent: Bool) {
            self.name = name
            self.type = type
            self.mayBeAbsent = mayBeAbsent
        }
    }

    /// The name of the type.
    public let name: String
    /// Its fields.
    public let fields: [Field]
    let indices: [String: Int]

    /// Makes a shape.
    public init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
        indices = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
