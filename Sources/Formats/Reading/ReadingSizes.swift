internal import Documents

/// How much is read and handed on at a time; no result depends on it.
package struct ReadingSizes: Sendable {
    /// Bytes read at a time.
    package var window: Int
    /// Rows of a batch.
    package var batchRows: Int

    /// Bytes of a part of a large file, of which several are read side by side.
    package var part: Int
    /// How many parts are read side by side.
    package var width: Int

    /// The same, with so many parts side by side.
    package func reading(_ width: Int) -> ReadingSizes {
        var sizes = self
        sizes.width = width
        return sizes
    }

    /// Whether a file is read in parts.
    func isParted(_ source: SourceFile, _ prologue: Prologue) -> Bool {
        width > 1 && prologue.encoding == .utf8 && source.size > part * 2
    }

    /// Makes sizes; the defaults are for speed.
    package init(window: Int = 1 << 18, batchRows: Int = 4096, part: Int = 1 << 20, width: Int = 1) {
        self.window = window
        self.batchRows = batchRows
        self.part = part
        self.width = width
    }
}
