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

    /// Further words that tell a field's value.
    package struct Words: Sendable {
        /// The record type.
        package let record: String
        /// The field that is told.
        package let field: String
        /// The value that the words tell.
        package let value: String
        /// The words.
        package let words: [String]

        /// Makes words.
        package init(record: String, field: String, value: String, words: [String]) {
            self.record = record
            self.field = field
            self.value = value
            self.words = words
        }
    }

    /// The vocabulary with further words; nothing if no words tell that value of that field.
    package func adding(_ words: Words) -> Vocabulary? {
        guard let type = recordType(named: words.record), let field = type.field(named: words.field),
            let told = type.adding(words.words, telling: words.value, of: field)
        else { return nil }
        var types = recordTypes
        types[type.index] = told
        return Vocabulary(kinds: kinds, recordTypes: types, document: types[document.index])
    }

    /// The kind with a name.
    package func kind(named name: String) -> Kind? { kindIndices[name].map { kinds[$0] } }

    /// The record type with a name.
    package func recordType(named name: String) -> RecordType? { recordIndices[name].map { recordTypes[$0] } }
}
