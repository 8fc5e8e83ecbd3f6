internal import CEL
internal import Documents
internal import Records

/// Fills records from the rows of a table: labels above it, a header, rows, totals, labels below it.
struct TableReader: EventReceiver, Sendable {
    /// A cell of a row that may hold labels: where its text stands in `cellBytes`.
    struct Cell: Sendable {
        var range: Range<Int>
        var place: Place
    }

    /// What a column fills.
    private struct Column: Sendable {
        /// Its targets.
        var targets: [(record: Int, slot: Int, isUnit: Bool)]
        /// The unit that its header names, where no column of units does.
        var unit: [UInt8]?
        /// Its name.
        var name: [UInt8]
        /// What an earlier column of the same name fills.
        var twin: (record: Int, slot: Int)?
        /// What its cells hold in pairs, as an index of the mapping's.
        var pairs: Int?
        /// The conditions of the mapping that its cells decide, as indices.
        var conditions: [Int]

        /// Whether its cells are read.
        var isRead: Bool { !targets.isEmpty || twin != nil || pairs != nil || !conditions.isEmpty }
    }

    /// Makes the records.
    var assembler: RecordAssembler

    let mapping: TableMapping
    let header: TableHeader
    var row = -1
    var rowOffset = 0
    /// The cells of a row above the header, or the first cells of one below it.
    var cells: [Cell] = []
    var cellBytes: [UInt8] = []
    private let columns: [Column]
    /// Whether a row says how many cells it has, as text with delimiters does.
    private let hasWidth: Bool
    /// How labels of a totals row begin, and those of a row that a page carries over.
    private let totalStarts: LabelStarts
    private let carriedStarts: LabelStarts
    /// Whether the first filled cell says just what its column's header says.
    private var beginsLikeHeader = false
    var mapped = 0
    /// Whether the row holds pairs of names and values that are known.
    var hasPairs = false
    /// The records whose condition the row satisfies.
    private var allowed: Set<Int> = []
    private var isWide = false
    private var last: [[UInt8]?]
    /// Whether a row with a merged cell came before, so that rows without one share it.
    private var hasMerged = false

    /// A column of numbers: a word in it may be the header of another table.
    let probe: (record: Int, slot: Int)?
    /// Where the document's number stands once more with another value.
    var otherNumber: Place?
    /// Whether the total of the lines stands there more than once, with other values.
    var hasSubtotals = false
    /// Columns of numbers.
    let numbers: [(record: Int, slot: Int)]
    /// Whether rows of the table came, and behind them one that is none.
    var hasGap = false
    /// Whether rows of the table came.
    private var hasRows = false
    /// A company's name that stands alone above the table.
    var letterhead: (name: [UInt8], place: Place)?
    /// Whether the row before, of a file of labels alone, was of a table.
    var unlabelled: Place?
    /// Whether rows that are not read were told.
    var hasToldRows = false
    /// Whether something begins that does not belong to the table.
    var isEnded = false
    private var hasToldTwins = false
    /// Whether all rows of a part were records that say nothing of the document as a whole.
    var isPlain = true

    /// How many cells of a body row are looked at for a totals label.
    private static var labelColumns: Int { 4 }

    init(
        mapping: TableMapping,
        header: TableHeader,
        kind: Int,
        hasWidth: Bool,
        assembler: consuming RecordAssembler
    ) {
        self.hasWidth = hasWidth
        self.mapping = mapping
        self.header = header
        let targets = header.columns.flatMap(\.targets).filter { !$0.isUnit && $0.record > 0 }
        numbers = targets.filter { assembler.isNumber($0.record, $0.slot) }.map { ($0.record, $0.slot) }
        self.assembler = assembler
        last = Array(repeating: nil, count: mapping.fillDown.count)
        columns = header.columns.enumerated().map { index, column in
            let hasUnits = column.targets.contains { target in
                header.columns.contains { other in
                    other.targets.contains { $0.isUnit && $0.record == target.record && $0.slot == target.slot }
                }
            }
            let name = index < header.names.count ? Array(header.names[index].utf8) : []
            return Column(
                targets: column.targets,
                unit: hasUnits ? nil : column.unit.map { Array($0.utf8) },
                name: name,
                twin: column.twin,
                pairs: column.pairs,
                conditions: column.conditions
            )
        }
        probe = mapping.totalSlots.first { total in
            header.columns.contains { column in
                column.targets.contains { $0.record == total.record && $0.slot == total.slot && !$0.isUnit }
            }
        }.map { ($0.record, $0.slot) }
        (totalStarts, carriedStarts) = (LabelStarts(mapping.totals), LabelStarts(mapping.carried))
        self.assembler.kind = kind
        self.assembler.scratches[0].begin(at: 0)
    }

    var isFinished: Bool { isEnded }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name { .unknown }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        row += 1
        if row >= header.row, row < header.row + header.rows {
            if row == header.row { settle() }
            return false
        }
        rowOffset = offset
        cells.removeAll(keepingCapacity: true)
        cellBytes.removeAll(keepingCapacity: true)
        beginsLikeHeader = false
        mapped = 0
        hasPairs = false
        if !allowed.isEmpty { allowed.removeAll() }
        isWide = false
        if row > header.row {
            for record in mapping.records.indices.dropFirst() { assembler.scratches[record].begin(at: offset) }
        }
        return true
    }

    func reads(attribute name: Name) -> Bool {
        let column = Int(name.rawValue)
        if row < header.row || isLabelColumn(column) { return true }
        // A cell beyond the header is asked for only to know that it is not empty.
        return column >= columns.count || columns[column].isRead
    }

    /// Whether a cell may be a label: one of the first columns, or the row's first cell with its neighbour, for `Total` often
    /// stands right before the sum.
    private func isLabelColumn(_ column: Int) -> Bool { column < Self.labelColumns || cells.count < 2 }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        let column = Int(name.rawValue)
        guard Self.isFilled(value) else { return }
        if row < header.row || isLabelColumn(column) {
            let start = cellBytes.count
            unsafe value.withUnsafeBufferPointer { unsafe cellBytes.append(contentsOf: $0) }
            cells.append(Cell(range: start..<cellBytes.count, place: place))
        }
        guard row > header.row else { return }
        guard column < columns.count else {
            isWide = true
            return
        }
        if mapped == 0, columns[column].name.count == value.count, !columns[column].targets.isEmpty {
            beginsLikeHeader = value.indices.allSatisfy { columns[column].name[$0] == value[$0] }
        }
        if let twin = columns[column].twin { compare(value, with: twin, named: columns[column].name, at: place) }
        if let pairs = columns[column].pairs { take(pairs: value, of: mapping.pairs[pairs], at: place) }
        for index in columns[column].conditions where mapping.conditions[index].values.contains(Self.folded(value)) {
            allowed.insert(mapping.conditions[index].record)
        }
        for index in columns[column].targets.indices {
            let target = columns[column].targets[index]
            if target.isUnit {
                assembler.scratches[target.record].captureUnit(target.slot, value, at: place)
                continue
            }
            mapped += 1
            // Facts of the header that every row repeats are taken from the first row only.
            if target.record == 0 {
                if assembler.scratches[0].has(target.slot) { continue }
                isPlain = false
            }
            assembler.capture(target.record, target.slot, value, rank: 0, at: place)
            if let unit = columns[column].unit {
                assembler.scratches[target.record].captureUnit(target.slot, unit.span)
            }
        }
    }

    /// Rows have cells only.
    mutating func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) {
        guard row > header.row else {
            takeLabels()
            return
        }
        guard !cells.isEmpty || mapped > 0 else {
            leaveTable()
            return
        }
        // What pairs below a listing fit is that listing, though it may not say its part number.
        if !mapping.pairs.isEmpty, !hasPairs { last = Array(repeating: nil, count: last.count) }
        if isCarried() {
            isPlain = false
        } else if isTotals() {
            leaveTable()
            takeTotals()
        } else if isRepeatedHeader() {
            isPlain = false
            // A page that goes on repeats its number; another number is another document.
            if let otherNumber { stop(at: otherNumber) }
        } else if isOtherHeader() {
            stop(at: Place(offset: rowOffset, length: 0))
        } else if isRecord(), !hasGap || isOfTable() {
            takeWords()
            (hasRows, hasGap) = (true, false)
            fillDown()
            checkWidth(fields, at: end)
            for record in mapping.records.indices.dropFirst() where makesRecord(record) {
                if !mapping.ranges.isEmpty { takeRanges(of: record) }
                finish(record)
            }
        } else {
            leaveTable()
            takeLabels()
        }
    }

    /// A row that is none of the table's: what comes behind it may be another.
    private mutating func leaveTable() {
        isPlain = false
        hasGap = hasRows
    }

    // MARK: Parts

    /// A reader for rows further down; nothing where a row may depend on those before it.
    func makePart() -> TableReader? {
        guard row >= header.row + header.rows, mapping.fillDown.isEmpty, mapping.merged.isEmpty, !isEnded,
            otherNumber == nil, !hasGap
        else { return nil }
        var part = self
        part.assembler = assembler.makePart(BatchCollector())
        part.isPlain = true
        return part
    }

    /// What a part's reader made.
    mutating func finishPart() -> ReaderPart { assembler.finishPart(isPlain: isPlain && !isEnded) }

    /// Takes over the rows of a part that come next.
    mutating func join(_ part: ReaderPart) { assembler.join(part) }

    /// The header once everything was read.
    mutating func finish() -> HeaderState {
        if header.isLabelsOnly { takeLetterhead() }
        if hasSubtotals, let slot = mapping.fieldNames[0].firstIndex(of: "lineTotal") {
            assembler.scratches[0].clear(slot)
        }
        return assembler.finishDocument()
    }

    /// Once the header row is reached, labels above it are all known.
    private mutating func settle() {
        takeLetterhead()
        if let currency = header.currency, let slot = mapping.currencySlot, !assembler.scratches[0].has(slot) {
            assembler.capture(0, slot, Array(currency.utf8).span, rank: 1, at: Place(offset: rowOffset, length: 0))
        }
        let totals = Set(mapping.totalSlots.map(\.documentSlot))
        let columns = Set(header.columns.flatMap { $0.targets.filter { $0.record == 0 }.map(\.slot) })
        for slot in assembler.settledSlots.indices {
            // What totals rows, labels below the table or columns may still fill stays open.
            assembler.settledSlots[slot] = !totals.contains(slot) && !columns.contains(slot)
        }
    }

    // MARK: Rows

    private func isRecord() -> Bool {
        // A listing says its part number on one row, and in pairs on the rows below it what that one fits.
        if hasPairs { return true }
        let hasKey = mapping.keys.contains { assembler.scratches[$0.record].has($0.slot) }
        return hasKey && (mapped >= 2 || !mapping.pairs.isEmpty) && !isLabelled
    }

    /// Words in a column of numbers, of a row that says nothing else of what it is: "Discount 5%" before its amount.
    private mutating func takeWords() {
        guard let first = cells.first, let probe, mayBeWords(first.range) else { return }
        let names = mapping.fieldNames[probe.record]
        let scratch = assembler.scratches[probe.record]
        guard let description = names.firstIndex(of: "description"), !scratch.has(description),
            !scratch.has(probe.slot), let number = names.firstIndex(of: "partNumber"), !scratch.has(number),
            let wrong = numbers.first(where: { $0.record == probe.record && scratch.place($0.slot) == first.place })
        else { return }
        assembler.scratches[probe.record].clear(wrong.slot)
        assembler.capture(probe.record, description, Array(cellBytes[first.range]).span, rank: 0, at: first.place)
    }

    /// Whether a cell begins with four letters, more than a currency or most units have.
    private func mayBeWords(_ range: Range<Int>) -> Bool {
        let bytes = cellBytes[range].prefix(4)
        return bytes.count == 4
            && bytes.allSatisfy { $0 >= 0x80 || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) }
    }

    /// Ends a record, once for each value of a cell that holds several.
    private mutating func finish(_ record: Int) {
        let isShared = sharesPackage(record)
        guard let split = mapping.splits.first(where: { $0.record == record }),
            let text = assembler.scratches[record].text(split.slot)
        else {
            assembler.finish(record, sharesPackage: isShared)
            return
        }
        for part in CellParts.parts(of: text, between: split.separators) {
            let whole = assembler.scratches[record].narrow(split.slot, to: part)
            assembler.finish(record, sharesPackage: isShared)
            assembler.scratches[record].restore(split.slot, whole)
        }
    }

    /// Years in one cell become the first and the last.
    private mutating func takeRanges(of record: Int) {
        for range in mapping.ranges where range.record == record {
            guard let text = assembler.scratches[record].text(range.slot),
                let place = assembler.scratches[record].place(range.slot),
                let years = CellParts.years(in: text)
            else { continue }
            assembler.scratches[record].clear(range.slot)
            if let first = years.first {
                assembler.capture(record, range.from, Array("\(first)".utf8).span, rank: 0, at: place)
            }
            if let last = years.last {
                assembler.capture(record, range.to, Array("\(last)".utf8).span, rank: 0, at: place)
            }
        }
    }

    private func makesRecord(_ record: Int) -> Bool {
        guard assembler.scratches[record].filled > 0 else { return false }
        if !allowed.contains(record), mapping.conditions.contains(where: { $0.record == record }) { return false }
        guard !mapping.needs.isEmpty, let needed = mapping.needs[record] else { return true }
        return needed.contains { assembler.scratches[record].has($0) }
    }

    /// Whether the row begins with a label and holds little more, as a title block on the next page does, or is one that
    /// stood above the table already.
    private var isLabelled: Bool {
        guard let first = cells.first, let last = cellBytes[first.range].last(where: { $0 > 0x20 }) else {
            return false
        }
        // The last byte of a full-width colon is that of few other characters.
        let isMarked = last == UInt8(ascii: ":") || last == UInt8(ascii: ".") || last == 0x9A
        guard isMarked || cells.count <= 2 || hasGap, let slot = label(text(first)) else { return false }
        if isMarked || cells.count <= 2 { return true }
        return assembler.scratches[0].text(slot).map { $0.elementsEqual(cellBytes[cells[1].range]) } ?? false
    }

    private func isTotals() -> Bool {
        for cell in cells.prefix(2) where totalStarts.mayBegin(cellBytes[cell.range]) {
            let folded = FoldedText.bytes(of: HeaderName.trim(text(cell)))
            for label in mapping.totals {
                if folded == label { return true }
                if folded.starts(with: label), holdsOnlyTotals(besides: cell.place) { return true }
            }
        }
        return false
    }

    /// Whether a row says what a page carries over, or what one of several parts comes to.
    private func isCarried() -> Bool {
        guard !mapping.carried.isEmpty else { return false }
        for cell in cells.prefix(2) where carriedStarts.mayBegin(cellBytes[cell.range]) {
            let folded = FoldedText.bytes(of: HeaderName.trim(text(cell)))
            if mapping.carried.contains(where: { folded.starts(with: $0) }), holdsOnlyTotals(besides: cell.place) {
                return true
            }
        }
        return false
    }

    func text(_ cell: Cell) -> String { String(decoding: cellBytes[cell.range], as: UTF8.self) }

    /// Whether every mapped cell but one may be a sum; so "Total seal kit" is no total.
    private func holdsOnlyTotals(besides label: Place) -> Bool {
        for record in mapping.records.indices.dropFirst() {
            for slot in mapping.records[record].slots.indices where assembler.scratches[record].has(slot) {
                if assembler.scratches[record].place(slot) == label { continue }
                guard mapping.totalSlots.contains(where: { $0.record == record && $0.slot == slot }) else {
                    return false
                }
            }
        }
        return true
    }

    private mutating func takeTotals() {
        for total in mapping.totalSlots {
            guard let text = assembler.scratches[total.record].text(total.slot),
                let place = assembler.scratches[total.record].place(total.slot)
            else { continue }
            // A grand total below subtotals is the last one; of equal labels the first named total wins.
            guard !assembler.scratches[0].has(total.documentSlot) else { continue }
            assembler.capture(0, total.documentSlot, Array(text).span, rank: 0, at: place)
            if let unit = headerUnit(total.record, total.slot) {
                assembler.scratches[0].captureUnit(total.documentSlot, Array(unit.utf8).span)
            }
        }
    }

    private func headerUnit(_ record: Int, _ slot: Int) -> String? {
        header.columns.first { column in column.targets.contains { $0.record == record && $0.slot == slot } }?.unit
            ?? mapping.records[record].slots[slot].unit
    }

    /// Tables printed over several pages repeat their header.
    private func isRepeatedHeader() -> Bool {
        guard beginsLikeHeader else { return false }
        var equal = 0
        for (column, name) in header.names.enumerated() where !name.isEmpty {
            for target in header.columns[column].targets {
                if let text = assembler.scratches[target.record].text(target.slot), text.elementsEqual(name.utf8) {
                    equal += 1
                }
            }
        }
        return equal >= 2
    }

    /// Notes, once, that a column says something else than the one of the same name before it.
    private mutating func compare(
        _ value: Span<UInt8>,
        with twin: (record: Int, slot: Int),
        named name: [UInt8],
        at place: Place
    ) {
        guard !hasToldTwins, let first = assembler.scratches[twin.record].text(twin.slot),
            first.count != value.count || zip(first, value.indices).contains(where: { $0 != value[$1] })
        else { return }
        hasToldTwins = true
        isPlain = false
        let detail = String(decoding: name, as: UTF8.self)
        assembler.note(FormatFault(code: .duplicateHeader, place: place, detail: detail))
    }

    private mutating func fillDown() {
        for (index, target) in mapping.fillDown.enumerated() {
            if let text = assembler.scratches[target.record].text(target.slot) {
                last[index] = Array(text)
            } else if let above = last[index] {
                let place = Place(offset: rowOffset, length: 0)
                assembler.capture(target.record, target.slot, above.span, rank: 0, at: place)
            }
        }
    }

    /// Whether the cells of a row that may be merged are all blank below a row where they are not.
    private mutating func sharesPackage(_ record: Int) -> Bool {
        let slots = mapping.merged.filter { $0.record == record }
        guard !slots.isEmpty else { return false }
        let isBlank = !slots.contains { assembler.scratches[record].has($0.slot) }
        defer { hasMerged = hasMerged || !isBlank }
        return isBlank && hasMerged
    }

    private mutating func checkWidth(_ fields: Int, at end: Int) {
        let width = header.columns.count
        guard hasWidth, fields < width || isWide else { return }
        assembler.note(
            FormatFault(
                code: .raggedRow,
                place: Place(offset: rowOffset, length: max(0, end - rowOffset)),
                detail: "\(fields)/\(width)"
            )
        )
    }

    // MARK: Cells

    private static func folded(_ value: Span<UInt8>) -> [UInt8] {
        FoldedText.bytes(of: value.string)
    }

    private static func isFilled(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] > 0x20 { return true }
        return false
    }
}
