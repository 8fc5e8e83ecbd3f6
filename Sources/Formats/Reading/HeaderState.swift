package import Records

/// What is known of a document's header while its records are read.
package struct HeaderState: Sendable {
    /// The header as far as it was read: a batch of one record.
    package let record: RecordBatch
    /// For each field of the header whether its value, or its absence, will not change any more.
    package let isFinal: [Bool]
    /// The kind of the document, as an index; nothing while it is not known.
    package let kind: Int?

    /// Makes a state.
    package init(record: RecordBatch, isFinal: [Bool], kind: Int?) {
        self.record = record
        self.isFinal = isFinal
        self.kind = kind
    }
}
