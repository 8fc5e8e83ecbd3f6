package import CEL

extension RecordBatch {
    /// Appends a cell to a key, inherited from the header where the record is silent; text without making a string.
    ///
    /// - Returns: false for values that cannot be part of a key.
    /// - Throws: `absent` or `invalid`.
    package func appendKey(row: Int, field: Int, to bytes: inout [UInt8]) throws(EvaluationError) -> Bool {
        if let column = columns[field], column.states[row] == .present, column.type == .text || column.type == .code {
            let arena = arena
            ValueBytes.append(text: arena.span.extracting(column.texts[row].range), to: &bytes)
            return true
        }
        return ValueBytes.append(key: try value(row: row, field: field), to: &bytes, units: units)
    }

    /// For each record whether its own cell of a text field is one of some words, byte for byte.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - words: the words.
    ///   - otherwise: what is said of cells that are absent or invalid.
    /// - Returns: a truth value a record.
    package func rows(of field: Int, among words: [[UInt8]], otherwise: Bool) -> [Bool] {
        guard let column = columns[field] else { return Array(repeating: otherwise, count: count) }
        let arena = arena
        let texts = arena.span
        var rows = [Bool](repeating: otherwise, count: count)
        for row in 0..<count where column.states[row] == .present {
            let text = texts.extracting(column.texts[row].range)
            rows[row] = words.contains { $0.span.isEqual(to: text) }
        }
        return rows
    }

    /// Whether a cell of text is some text, byte for byte; nothing where it is absent or invalid.
    package func isText(row: Int, field: Int, _ word: [UInt8]) -> Bool? {
        guard let column = columns[field], column.states[row] == .present else { return nil }
        let arena = arena
        return word.span.isEqual(to: arena.span.extracting(column.texts[row].range))
    }
}
