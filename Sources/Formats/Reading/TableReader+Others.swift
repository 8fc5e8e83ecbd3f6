internal import Documents
internal import Records

/// Other tables in the same file, which are told rather than read as rows of this one.
extension TableReader {
    /// Whether a row holds names of columns where the table has numbers.
    func isOtherHeader() -> Bool {
        guard let probe, let first = assembler.scratches[probe.record].text(probe.slot)?.first,
            first >= 0x80 || (first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z"))
        else { return false }
        var (filled, known) = (0, 0)
        for record in mapping.records.indices.dropFirst() {
            for slot in mapping.records[record].slots.indices {
                guard let text = assembler.scratches[record].text(slot) else { continue }
                filled += 1
                let name = HeaderName(String(decoding: text, as: UTF8.self))
                if name.names.contains(where: { mapping.columnsByName[$0] != nil }) { known += 1 }
            }
        }
        return known >= 3 && known * 3 >= filled * 2
    }

    mutating func stop(at place: Place) {
        isPlain = false
        isEnded = true
        assembler.note(FormatFault(code: .secondTable, place: place, detail: ""))
    }

    /// Whether a row behind a gap is of the table still: it has a number where the table has numbers, or too little else.
    ///
    /// Notes what it is otherwise: words in the columns of numbers begin another table; two words are a remark.
    mutating func isOfTable() -> Bool {
        guard !numbers.isEmpty else { return true }
        let filled = numbers.compactMap { assembler.scratches[$0.record].text($0.slot) }
        let hasNumber = filled.contains { text in
            if case .failure(.notANumber) = NumberText.parse(text.span) { false } else { true }
        }
        if hasNumber { return true }
        let place = Place(offset: rowOffset, length: 0)
        if !filled.isEmpty || cells.count >= 3 {
            stop(at: place)
        } else if !hasToldRows {
            hasToldRows = true
            assembler.note(FormatFault(code: .unreadRows, place: place, detail: ""))
        }
        return false
    }
}
