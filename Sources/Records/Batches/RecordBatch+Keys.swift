package import CEL

extension RecordBatch {
    /// Appends a cell to a key, inherited from the header where the record is silent; text without making a string.
    ///
    /// - Returns: false for values that cannot be part of a key.
    /// - Throws: `absent` or `invalid`.
    package func appendKey(row: Int, field: Int, to bytes: inout [UInt8]) throws(EvaluationError) -> Bool {
        if let column = columns[field], column.states[row] == .present, column.type == .text || column.type == .code {
            ValueBytes.append(text: arena[column.texts[row].range], to: &bytes)
            return true
        }
        return ValueBytes.append(key: try value(row: row, field: field), to: &bytes, units: units)
    }

    /// Whether a cell of text is one of some words, byte for byte; nothing where it is absent or invalid.
    package func isText(row: Int, field: Int, among words: [[UInt8]]) -> Bool? {
        guard let column = columns[field], column.states[row] == .present else { return nil }
        let text = arena[column.texts[row].range]
        return words.contains { $0.elementsEqual(text) }
    }
}
