package import Records

/// Takes the records of a document, batch by batch.
package protocol RecordConsumer: Sendable {
    /// Takes a batch with the header as far as it is known.
    mutating func consume(_ batch: RecordBatch, header: HeaderState)
}
