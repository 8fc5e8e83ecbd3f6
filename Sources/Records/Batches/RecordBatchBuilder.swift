package import CEL

/// Fills the columns of one record type, row by row, and hands out batches.
///
/// A row costs what it fills: columns are brought to the length of the others when a value comes, or at the end.
package struct RecordBatchBuilder: Sendable {
    /// The type of the records.
    package let recordType: RecordType
    /// Rows in the batch being filled, the open one included.
    package private(set) var count = 0

    private let units: UnitTable
    private let allowsSerialDates: Bool
    private let usesComma: Bool
    private let types: [FieldType]
    /// The unit of each field's quantities where nothing names one.
    private let defaultUnits: [UInt16]
    /// A builder for each field, wanted or not.
    private var columns: [ColumnBuilder]
    private let isWanted: [Bool]
    private var offsets: [Int] = []
    private var faults: [CellFault] = []
    private var written: [WrittenCell] = []
    /// For each field, then for the unit of each, whether a rule asks how it is written; empty for none.
    private let isWrittenWanted: [Bool]
    private var arena: [UInt8] = []
    private var firstOrdinal = 0
    /// How many rows the batch before had: so much room the next one gets at once.
    private var expectedRows = 0
    /// The units that were looked up last, by field, and whether they are written as their codes.
    ///
    /// Neighbours mostly name the same.
    private var lastUnits: [(spelling: [UInt8], index: UInt16, isCode: Bool)]

    /// Makes a builder.
    ///
    /// - Parameters:
    ///   - recordType: the type of the records.
    ///   - fields: for each field whether it has a column.
    ///   - units: the units that quantities may name.
    ///   - allowsSerialDates: whether five digits may be a spreadsheet's day count.
    ///   - usesComma: whether decimals are known to be written with a comma.
    ///   - written: for each field, then for the unit of each, whether a rule asks how it is written; empty for none.
    package init(
        recordType: RecordType,
        fields: [Bool],
        units: UnitTable,
        allowsSerialDates: Bool,
        usesComma: Bool = false,
        written: [Bool] = []
    ) {
        isWrittenWanted = written.contains(true) ? written : []
        self.recordType = recordType
        self.units = units
        self.allowsSerialDates = allowsSerialDates
        self.usesComma = usesComma
        types = recordType.fields.map(\.type)
        columns = types.map { ColumnBuilder(type: $0) }
        lastUnits = Array(repeating: ([], 0, false), count: types.count)
        defaultUnits = recordType.fields.map { field in
            field.defaultUnit.map { units.index(of: $0) ?? units.index(ofUnknown: $0) } ?? 0
        }
        isWanted = fields
    }

    /// Whether a field has a column.
    package func has(_ field: Int) -> Bool { isWanted[field] }

    /// Whether a text is the code of a currency.
    package func isCurrency(_ text: String) -> Bool { units.isCurrency(text) }

    /// Begins a record.
    ///
    /// - Parameter offset: where it begins, in bytes from the start of the decoded document.
    package mutating func beginRow(at offset: Int) {
        offsets.append(offset)
        count += 1
    }

    /// Fills a field of the open record from raw bytes; blank bytes leave it absent, a list field grows.
    ///
    /// - Parameters:
    ///   - field: the field, as an index; ignored without a column.
    ///   - bytes: the text in UTF-8; blanks around it are left out.
    ///   - unit: for a quantity, the spelling of its unit where the document names it beside the number, or nothing.
    ///   - offset: where the raw text begins in the decoded document.
    ///   - length: its length in bytes.
    package mutating func set(
        _ field: Int,
        _ bytes: Span<UInt8>,
        unit: Span<UInt8> = Span(),
        at offset: Int,
        length: Int
    ) {
        guard isWanted[field], count > 0 else { return }
        let trimmed = Self.trimmed(bytes)
        guard !trimmed.isEmpty else { return }
        columns[field].pad(to: count, expecting: expectedRows)
        let text = bytes.extracting(trimmed)
        if !isWrittenWanted.isEmpty, isWrittenWanted[field] {
            noteWritten(field, bytes, trimmed, at: offset, length: length)
        }
        let place = CellPlace(offset: Int32(clamping: offset - offsets[count - 1]), length: UInt32(clamping: length))
        switch types[field] {
        case .text, .texts: fill(field, with: append(text), at: place)
        case .code, .codes: fill(field, with: appendCode(text), at: place)
        case .decimal: fillNumber(field, text, at: place)
        case .quantity: fillQuantity(field, text, unit: unit, at: place)
        case .int: fillInt(field, text, at: place)
        case .date: fillDate(field, text, at: place)
        case .bool: fillBool(field, text, at: place)
        }
    }

    /// Notes how the unit of a quantity of the open record is written, where it stands in a cell of its own.
    package mutating func setUnit(_ field: Int, _ unit: Span<UInt8>, at offset: Int, length: Int) {
        guard !isWrittenWanted.isEmpty, isWrittenWanted[columns.count + field], count > 0, length > 0 else { return }
        if lastUnits[field].isCode, unit.isEqual(to: lastUnits[field].spelling) { return }
        let unit = unit.string
        guard let index = units.index(of: unit), units.code(index) != unit else { return }
        keepWritten(field, isUnit: true, unit, at: offset, length: length)
    }

    /// Makes a truth value true for the last two records, which only together tell it.
    package mutating func markLastTwo(_ field: Int?) {
        guard let field, count > 1, isWanted[field] else { return }
        columns[field].pad(to: count, expecting: expectedRows)
        columns[field].setLast(two: true)
    }

    /// Starts anew, without the rows so far.
    package mutating func restart() {
        _ = takeBatch()
        firstOrdinal = 0
    }

    /// Numbers the rows that come from a number on; there are none so far.
    package mutating func number(from ordinal: Int) { firstOrdinal = ordinal }

    /// Hands out the rows so far and starts anew; nothing if there are none.
    package mutating func takeBatch() -> RecordBatch? {
        guard count > 0 else { return nil }
        let batch = snapshot()
        firstOrdinal += count
        expectedRows = count
        count = 0
        offsets = []
        faults = []
        written = []
        arena = []
        for field in columns.indices where columns[field].isTouched {
            columns[field] = ColumnBuilder(type: types[field])
        }
        offsets.reserveCapacity(expectedRows)
        arena.reserveCapacity(batch.arena.count)
        return batch
    }

    /// The rows so far as a batch, without starting anew: for a header that is still growing.
    package mutating func snapshot() -> RecordBatch {
        for index in recordType.classifications.indices { classify(index) }
        for field in columns.indices where columns[field].isTouched { columns[field].pad(to: count) }
        return RecordBatch(
            recordType: recordType,
            firstOrdinal: firstOrdinal,
            columns: columns.map { $0.isTouched ? Column($0) : nil },
            offsets: offsets,
            faults: faults,
            written: written,
            header: nil,
            arena: arena,
            units: units
        )
    }
}

extension RecordBatchBuilder {
    /// So many cells of a batch are kept as they are written.
    private static let maximumWritten = 2000

    private mutating func keepWritten(_ field: Int, isUnit: Bool, _ text: String, at offset: Int, length: Int) {
        guard written.count < Self.maximumWritten else { return }
        written.append(
            WrittenCell(row: count - 1, field: field, isUnit: isUnit, text: text, offset: offset, length: length)
        )
    }

    private mutating func noteWritten(
        _ field: Int,
        _ bytes: Span<UInt8>,
        _ trimmed: Range<Int>,
        at offset: Int,
        length: Int
    ) {
        guard length > 0, bytes.count <= 200 else { return }
        let type = recordType.fields[field].type
        // Blanks around a number mean nothing to anybody.
        let isPadded = trimmed.count != bytes.count && (type == .text || type == .code)
        let isDate = type == .date
        let isForeign = bytes.indices.contains { bytes[$0] >= 0x80 }
        guard isPadded || isDate || isForeign else { return }
        let text = bytes.string
        let isOtherwise = isDate ? CalendarDate(text) == nil : isPadded || (isForeign && HalfWidth.of(text) != text)
        if isOtherwise { keepWritten(field, isUnit: false, text, at: offset, length: length) }
    }

    private mutating func fill(_ field: Int, with slice: TextSlice, at place: CellPlace) {
        columns[field].setLast(slice, at: place)
    }

    private mutating func append(_ text: Span<UInt8>) -> TextSlice {
        let start = arena.count
        unsafe text.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        return TextSlice(start: UInt32(start), length: UInt32(text.count))
    }

    /// Upper case and half width, so that codes compare as bytes.
    private mutating func appendCode(_ text: Span<UInt8>) -> TextSlice {
        let start = arena.count
        var isASCII = true
        for index in text.indices {
            var byte = text[index]
            if byte >= 0x80 { isASCII = false }
            if byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") { byte &= 0xDF }
            arena.append(byte)
        }
        if !isASCII {
            let folded = String(decoding: arena[start...], as: UTF8.self).unicodeScalars.map { scalar in
                guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            }
            arena.removeSubrange(start...)
            arena.append(contentsOf: String(String.UnicodeScalarView(folded)).uppercased().utf8)
        }
        return TextSlice(start: UInt32(start), length: UInt32(arena.count - start))
    }

    private mutating func fillNumber(_ field: Int, _ text: Span<UInt8>, at place: CellPlace) {
        switch NumberText.parse(text, usesComma: usesComma) {
        case .success(let parsed): columns[field].setLast(parsed.value, at: place)
        case .failure(let fault): invalidate(field, text, ValueFault(fault), at: place)
        }
    }

    private mutating func fillQuantity(_ field: Int, _ text: Span<UInt8>, unit: Span<UInt8>, at place: CellPlace) {
        switch NumberText.parse(text, usesComma: usesComma) {
        case .failure(let fault): invalidate(field, text, ValueFault(fault), at: place)
        case .success(let parsed):
            let index: UInt16
            if !parsed.affix.isEmpty {
                index = self.unit(parsed.affix)
            } else if unit.isEmpty {
                index = defaultUnits[field]
            } else {
                if !unit.isEqual(to: lastUnits[field].spelling) {
                    let spelling = unsafe unit.withUnsafeBufferPointer { unsafe Array($0) }
                    let text = String(decoding: spelling, as: UTF8.self)
                    let index = self.unit(text)
                    lastUnits[field] = (spelling, index, units.code(index) == text)
                }
                index = lastUnits[field].index
            }
            columns[field].setLast(Quantity(value: parsed.value, unit: index), at: place)
        }
    }

    /// A unit nobody knows is no reason to lose the number.
    private func unit(_ spelling: String) -> UInt16 { units.index(of: spelling) ?? units.index(ofUnknown: spelling) }

    private mutating func fillInt(_ field: Int, _ text: Span<UInt8>, at place: CellPlace) {
        switch NumberText.parse(text, usesComma: usesComma) {
        case .failure(let fault): invalidate(field, text, ValueFault(fault), at: place)
        case .success(let parsed):
            guard let whole = parsed.value.wholeNumber else {
                invalidate(field, text, .number, at: place)
                return
            }
            columns[field].setLast(Int64(whole), at: place)
        }
    }

    private mutating func fillDate(_ field: Int, _ text: Span<UInt8>, at place: CellPlace) {
        switch DateText.parse(text.string, allowsSerial: allowsSerialDates) {
        case .success(let date): columns[field].setLast(date, at: place)
        case .failure(.ambiguous): invalidate(field, text, .ambiguousDate, at: place)
        // "Validity: 30 days" says how long, and leaves the date to be worked out.
        case .failure(.span): break
        case .failure(.notADate): invalidate(field, text, .date, at: place)
        }
    }

    private mutating func fillBool(_ field: Int, _ text: Span<UInt8>, at place: CellPlace) {
        guard let truth = Self.truth(text) else { return invalidate(field, text, .bool, at: place) }
        columns[field].setLast(truth, at: place)
    }

    private static func truth(_ text: Span<UInt8>) -> Bool? {
        switch FoldedText.string(of: text.string) {
        case "true", "yes", "y", "1", "是": true
        case "false", "no", "n", "0", "否": false
        default: nil
        }
    }

    private mutating func invalidate(_ field: Int, _ text: Span<UInt8>, _ fault: ValueFault, at place: CellPlace) {
        columns[field].invalidateLast(at: place)
        let raw = text.extracting(first: min(200, text.count)).string
        faults.append(CellFault(row: count - 1, field: field, raw: raw, fault: fault))
    }

    /// Fills what a field is silent about from the words of another, for all rows.
    private mutating func classify(_ index: Int) {
        let (field, sources) = (recordType.classifications[index].field, recordType.classifications[index].sources)
        guard isWanted[field], count > 0 else { return }
        let matcher = recordType.classifications[index].matcher
        columns[field].pad(to: count, expecting: count)
        // All rows with one value share its text.
        var told: [[UInt8]: ColumnBuilder.Told] = [:]
        func cell(_ value: [UInt8]) -> ColumnBuilder.Told {
            if let known = told[value] { return known }
            let made: ColumnBuilder.Told =
                switch types[field] {
                case .bool: .bool(Self.truth(value.span) ?? false)
                case .code: .text(appendCode(value.span))
                default: .text(append(value.span))
                }
            told[value] = made
            return made
        }
        let usual = cell(recordType.classifications[index].otherwise)
        for source in sources { columns[source].pad(to: count) }
        guard sources.count == 1, let source = sources.first else {
            // The value that stands first wins, whichever field tells it.
            for row in 0..<count where columns[field].states[row] == .absent {
                let told = sources.filter { columns[$0].states[row] == .present }.compactMap { source in
                    matcher.index(of: arena.span.extracting(columns[source].texts[row].range))
                }
                columns[field].fill(row, told.min().map { cell(matcher.value(at: $0)) } ?? usual)
            }
            return
        }
        var last: (text: TextSlice, cell: ColumnBuilder.Told)?
        for row in 0..<count where columns[field].states[row] == .absent {
            guard columns[source].states[row] == .present else {
                columns[field].fill(row, usual)
                continue
            }
            let text = columns[source].texts[row]
            // Neighbours often say the same.
            if let last, last.text.length == text.length, arena[last.text.range] == arena[text.range] {
                columns[field].fill(row, last.cell)
                continue
            }
            let value = matcher.value(of: arena.span.extracting(text.range))
            let filler = if let value { cell(value) } else { usual }
            columns[field].fill(row, filler)
            last = (text, filler)
        }
    }

    /// The range without ASCII blanks, no-break and ideographic spaces around it.
    private static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
        var range = 0..<bytes.count
        while let first = range.first, let width = blank(bytes, at: first, before: range.upperBound) {
            range = (first + width)..<range.upperBound
        }
        while let last = range.last {
            if bytes[last] <= 0x20 {
                range = range.lowerBound..<last
            } else if range.count >= 2, bytes[last - 1] == 0xC2, bytes[last] == 0xA0 {
                range = range.lowerBound..<(last - 1)
            } else if range.count >= 3, bytes[last - 2] == 0xE3, bytes[last - 1] == 0x80, bytes[last] == 0x80 {
                range = range.lowerBound..<(last - 2)
            } else {
                break
            }
        }
        return range
    }

    private static func blank(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int? {
        if bytes[index] <= 0x20 { return 1 }
        if bytes[index] == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 { return 2 }
        if bytes[index] == 0xE3, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 { return 3 }
        return nil
    }
}

extension ValueFault {
    fileprivate init(_ fault: NumberText.NumberFault) {
        self =
            switch fault {
            case .notANumber: .number
            case .scientific: .scientific
            case .digits: .digits
            }
    }
}
