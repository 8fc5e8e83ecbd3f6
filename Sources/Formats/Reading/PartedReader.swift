internal import Documents
internal import Records

/// Fills records from a document, or from a part of it.
protocol PartedReader: Sendable {
    /// Whether nothing more is wanted.
    var isFinished: Bool { get }

    /// A reader for records further down; nothing where they may depend on those before them.
    func makePart() -> Self?

    /// What a part's reader made.
    mutating func finishPart() -> ReaderPart

    /// Takes over the records of a part that come next.
    mutating func join(_ part: ReaderPart)
}

/// What a reader made of some of a document's records.
struct ReaderPart: Sendable {
    /// The records, batch by batch.
    var batches: [RecordBatch]
    /// How many there are, by record type.
    var counts: [Int]
    /// What the format could not take.
    var faults: [FormatFault]
    /// Whether they are records that say nothing of the document as a whole.
    var isPlain: Bool
}

/// Keeps the batches of a part.
struct BatchCollector: RecordConsumer {
    /// The batches so far.
    private(set) var batches: [RecordBatch] = []

    mutating func consume(_ batch: RecordBatch, header: HeaderState) { batches.append(batch) }
}
