/// Records whose fields expressions read by index: a batch, a header, a rule's settings.
public protocol RecordSource: AnyObject, Sendable {
    /// Whether a field of a record holds a value.
    func state(row: Int, field: Int) -> CellState

    /// The value of a field of a record.
    ///
    /// - Throws: `absent` or `invalid`.
    func value(row: Int, field: Int) throws(EvaluationError) -> Value
}

/// One record of a source.
public struct RecordReference: Sendable {
    /// The source.
    public let source: any RecordSource
    /// The record's place in it.
    public let row: Int

    /// Makes a reference.
    public init(source: any RecordSource, row: Int) {
        self.source = source
        self.row = row
    }
}
