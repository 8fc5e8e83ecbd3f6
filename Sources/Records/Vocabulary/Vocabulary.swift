/// Every kind, record type and field there is, as `rules/vocabulary.yaml` declares them.
package struct Vocabulary: Sendable {
    /// The kinds, by index.
    package let kinds: [Kind]
    /// The record types, by index.
    package let recordTypes: [RecordType]
    /// The record type of a document's header.
    package let document: RecordType

    private let kindIndices: [String: Int]
    private let recordIndices: [String: Int]

    /// Makes a vocabulary; `recordTypes` holds one named `document`.
    init(kinds: [Kind], recordTypes: [RecordType], document: RecordType) {
        self.kinds = kinds
        self.recordTypes = recordTypes
        self.document = document
        kindIndices = Dictionary(kinds.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
        recordIndices = Dictionary(recordTypes.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
    }

    /// The kind with a name.
    package func kind(named name: String) -> Kind? { kindIndices[name].map { kinds[$0] } }

    /// The record type with a name.
    package func recordType(named name: String) -> RecordType? { recordIndices[name].map { recordTypes[$0] } }
}
