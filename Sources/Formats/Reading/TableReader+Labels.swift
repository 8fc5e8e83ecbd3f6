internal import Documents
internal import Records

/// Labels above and below the table, and their values.
extension TableReader {
    /// `Label: value` in one cell, or a label and its value in the next cell that is no label.
    mutating func takeLabels() {
        var index = 0
        var isKnown = false
        while index < cells.count {
            let cell = cells[index]
            index += 1
            if let (slot, value, place) = inlineValue(cell) {
                capture(slot, value, at: place)
                isKnown = true
                continue
            }
            if row > header.row, let slot = mapping.beginning(text(cell)) {
                capture(slot, text(cell), at: cell.place)
                isKnown = true
                continue
            }
            guard let slot = label(text(cell)) ?? conditionalLabel(at: index - 1) else { continue }
            isKnown = true
            if index < cells.count, label(text(cells[index])) == nil, inlineValue(cells[index]) == nil {
                capture(slot, text(cells[index]), at: cells[index].place)
                index += 1
            }
        }
        if !isKnown, cells.count == 1, row < header.row { noteLetterhead(cells[0]) }
        if header.isLabelsOnly { noteTable(isKnown) }
    }

    /// The slot of a label such as "To" or "Terms" that is one only before a company's name, or a trade term.
    private func conditionalLabel(at index: Int) -> Int? {
        guard index + 1 < cells.count else { return nil }
        let (label, value) = (text(cells[index]), text(cells[index + 1]))
        return mapping.label(label, before: value) ?? mapping.label(label, beginning: value)
    }

    /// A company's name that stands alone above the table is that of who issues it, if nothing else says who.
    private mutating func noteLetterhead(_ cell: Cell) {
        guard letterhead == nil, mapping.letterheadSlot != nil, LegalForm.ends(text(cell)) else { return }
        letterhead = (Array(cellBytes[cell.range]), cell.place)
    }

    /// Takes the letterhead where no label says it.
    mutating func takeLetterhead() {
        guard let slot = mapping.letterheadSlot, let letterhead, !assembler.scratches[0].has(slot) else { return }
        assembler.capture(0, slot, letterhead.name.span, rank: 1, at: letterhead.place)
    }

    /// Of a file of labels alone, notes a table: two rows of three cells or more without a label.
    private mutating func noteTable(_ isLabelled: Bool) {
        guard !isLabelled, cells.count >= 3 else {
            unlabelled = nil
            return
        }
        if let first = unlabelled, !hasToldRows {
            hasToldRows = true
            assembler.note(FormatFault(code: .secondTable, place: first, detail: ""))
        }
        unlabelled = unlabelled ?? Place(offset: rowOffset, length: 0)
    }

    private mutating func capture(_ slot: Int, _ value: String, at place: Place) {
        guard !assembler.scratches[0].has(slot) else {
            let isOther = assembler.scratches[0].text(slot).map { !$0.elementsEqual(value.utf8) } ?? false
            guard isOther, row > header.row else { return }
            switch assembler.fieldName(0, slot) {
            case "number": otherNumber = place
            // Subtotals of several orders: none of them is the total of the lines.
            case "lineTotal": hasSubtotals = true
            default: break
            }
            return
        }
        assembler.capture(0, slot, Array(value.utf8).span, rank: 0, at: place)
    }

    func label(_ text: String) -> Int? { mapping.label(text) }

    private func inlineValue(_ cell: Cell) -> (slot: Int, value: String, place: Place)? {
        let text = text(cell)
        guard let separator = text.firstIndex(where: { $0 == ":" || $0 == "：" }),
            let slot = label(String(text[..<separator]))
        else { return nil }
        let rest = text[text.index(after: separator)...]
        guard let first = rest.firstIndex(where: { !$0.isWhitespace }) else { return nil }
        let value = String(rest[first...])
        let skipped = text[..<first].utf8.count
        // Of a spreadsheet the place is the cell as a whole.
        guard skipped < cell.place.length else { return (slot, value, cell.place) }
        return (slot, value, Place(offset: cell.place.offset + skipped, length: cell.place.length - skipped))
    }
}
