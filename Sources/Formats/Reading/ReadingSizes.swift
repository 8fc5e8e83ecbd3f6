/// How much is read and handed on at a time; no result depends on it.
package struct ReadingSizes: Sendable {
    /// Bytes read at a time.
    package var window: Int
    /// Rows of a batch.
    package var batchRows: Int

    /// Makes sizes; the defaults are for speed.
    package init(window: Int = 1 << 18, batchRows: Int = 4096) {
        self.window = window
        self.batchRows = batchRows
    }
}
