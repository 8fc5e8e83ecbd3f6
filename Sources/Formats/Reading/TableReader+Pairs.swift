internal import Documents
internal import Records

extension TableReader {
    /// Reads each pair of a cell such as `Year=2004|Make=Toyota` as a cell of the column of its name.
    ///
    /// A name without a column is left out, and so is a value that is blank.
    ///
    /// - Parameters:
    ///   - value: the cell.
    ///   - pairs: the record that they fill, and what parts them.
    ///   - place: where the cell stands.
    mutating func take(
        pairs value: Span<UInt8>,
        of pairs: (name: [UInt8], record: Int, separators: String),
        at place: Place
    ) {
        let bytes = unsafe value.withUnsafeBufferPointer { unsafe Array($0) }
        for range in CellParts.parts(of: bytes[...], between: pairs.separators) {
            let pair = bytes[range]
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = FoldedText.bytes(of: String(decoding: pair[..<sign], as: UTF8.self))
            let text = pair[(sign + 1)...].drop { $0 <= 0x20 }
            guard !text.isEmpty else { continue }
            for index in mapping.columnsByName[name] ?? [] {
                let column = mapping.columns[index]
                guard column.record == pairs.record, !column.isUnit else { continue }
                assembler.capture(column.record, column.slot, Array(text).span, rank: 0, at: place)
                mapped += 1
                hasPairs = true
            }
        }
    }
}
