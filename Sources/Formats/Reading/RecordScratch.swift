internal import CEL
internal import Documents
internal import Records

/// The raw values of one record while its element or row is open.
///
/// Values are parsed only when the record is complete, for preferences, units and predicates may be decided late.
struct RecordScratch: Sendable {
    /// A raw value.
    struct Raw: Sendable {
        var start: Int
        var count: Int
        var place: Place
        var rank: Int

        var range: Range<Int> { start..<(start + count) }
    }

    /// So many different values of a list are compared one by one.
    private static let fewValues = 16

    /// Whether the record's element or row is open.
    private(set) var isOpen = false
    /// Where it begins.
    private(set) var offset = 0
    /// How many slots are filled.
    private(set) var filled = 0

    private var bytes: [UInt8] = []
    /// The slots that hold something, so that a record costs what it fills.
    private var touched: [Int] = []
    private var isTouched: [Bool]
    private var values: [Raw?]
    private var further: [(slot: Int, raw: Raw)] = []
    private var units: [(range: Range<Int>, rank: Int, place: Place)?]
    /// The values of lists that hold each but once, where they are many.
    private var distinct: [Int: Set<[UInt8]>] = [:]
    private var counts: [Int]
    private var sums: [DecimalSum?]
    private var exists: [Bool]

    private let mapping: RecordMapping
    /// The slots that have a constant.
    private let constants: [Int]

    init(_ mapping: RecordMapping) {
        self.mapping = mapping
        let slots = mapping.slots.count
        constants = mapping.slots.indices.filter { mapping.slots[$0].constant != nil }
        isTouched = Array(repeating: false, count: slots)
        values = Array(repeating: nil, count: slots)
        units = Array(repeating: nil, count: slots)
        counts = Array(repeating: 0, count: slots)
        sums = Array(repeating: nil, count: slots)
        exists = Array(repeating: false, count: slots)
    }

    /// Begins a record.
    mutating func begin(at offset: Int) {
        isOpen = true
        self.offset = offset
        guard !touched.isEmpty else { return }
        bytes.removeAll(keepingCapacity: true)
        further.removeAll(keepingCapacity: true)
        if !distinct.isEmpty { distinct.removeAll() }
        for slot in touched {
            isTouched[slot] = false
            values[slot] = nil
            units[slot] = nil
            counts[slot] = 0
            sums[slot] = nil
            exists[slot] = false
        }
        touched.removeAll(keepingCapacity: true)
        filled = 0
    }

    private mutating func touch(_ slot: Int) {
        guard !isTouched[slot] else { return }
        isTouched[slot] = true
        touched.append(slot)
    }

    /// Ends the record.
    mutating func end() { isOpen = false }

    /// Whether a slot has a value.
    func has(_ slot: Int) -> Bool { values[slot] != nil || counts[slot] > 0 || exists[slot] || sums[slot] != nil }

    /// Whether a slot has its first choice.
    func isFinal(_ slot: Int) -> Bool { values[slot]?.rank == 0 }

    /// The bytes of a slot.
    func text(_ slot: Int) -> ArraySlice<UInt8>? { values[slot].map { bytes[$0.start..<($0.start + $0.count)] } }

    /// Empties a slot that another takes the place of.
    mutating func clear(_ slot: Int) {
        guard values[slot] != nil else { return }
        values[slot] = nil
        filled -= 1
    }

    /// Takes a part of a slot's text for its value; the range counts from the text's start.
    ///
    /// - Returns: what the slot held before, for `restore`.
    mutating func narrow(_ slot: Int, to range: Range<Int>) -> Raw? {
        let whole = values[slot]
        values[slot]?.start += range.lowerBound
        values[slot]?.count = range.count
        return whole
    }

    /// Gives a slot back what it held before it was narrowed.
    mutating func restore(_ slot: Int, _ raw: Raw?) { values[slot] = raw }

    /// The place of a slot.
    func place(_ slot: Int) -> Place? { values[slot]?.place }

    /// Fills a slot.
    ///
    /// - Returns: false where another value of the same rank stands there already.
    mutating func capture(
        _ slot: Int,
        _ text: Span<UInt8>,
        rank: Int,
        at place: Place,
        isList: Bool
    ) -> Bool {
        guard !text.isEmpty else { return true }
        touch(slot)
        if let known = values[slot] {
            if isList {
                further.append((slot, store(text, rank, place)))
                return true
            }
            if known.rank < rank { return true }
            if known.rank == rank {
                return known.count == text.count && text.indices.allSatisfy { bytes[known.start + $0] == text[$0] }
            }
        } else {
            filled += 1
        }
        values[slot] = store(text, rank, place)
        return true
    }

    private mutating func store(_ text: Span<UInt8>, _ rank: Int, _ place: Place) -> Raw {
        let start = bytes.count
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        return Raw(start: start, count: text.count, place: place, rank: rank)
    }

    /// Adds a value to a list that holds each but once.
    mutating func captureDistinct(_ slot: Int, _ text: Span<UInt8>, at place: Place) {
        guard !text.isEmpty else { return }
        touch(slot)
        guard let first = values[slot] else {
            filled += 1
            values[slot] = store(text, 0, place)
            return
        }
        if equals(first, text) { return }
        // Few values are looked through; many are remembered, so that the work stays linear.
        if distinct[slot] == nil {
            let known = further.filter { $0.slot == slot }
            if known.contains(where: { equals($0.raw, text) }) { return }
            if known.count >= Self.fewValues { distinct[slot] = Set(known.map { Array(bytes[$0.raw.range]) }) }
        }
        if distinct[slot] != nil {
            let copy = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
            guard distinct[slot]?.insert(copy).inserted == true else { return }
        }
        further.append((slot, store(text, 0, place)))
    }

    private func equals(_ raw: Raw, _ text: Span<UInt8>) -> Bool {
        raw.count == text.count && text.indices.allSatisfy { bytes[raw.start + $0] == text[$0] }
    }

    /// Notes the unit of a slot; of several the one with the lowest rank holds, and of one rank the last.
    mutating func captureUnit(
        _ slot: Int,
        _ text: Span<UInt8>,
        rank: Int = 0,
        at place: Place = Place(offset: 0, length: 0)
    ) {
        touch(slot)
        if let known = units[slot], known.rank < rank { return }
        let start = bytes.count
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        units[slot] = (start..<bytes.count, rank, place)
    }

    /// Notes that what a slot counts or asks for is there.
    mutating func captureCount(_ slot: Int) {
        touch(slot)
        if counts[slot] == 0 { filled += 1 }
        counts[slot] += 1
    }

    /// Notes that what a slot asks for exists.
    mutating func captureExistence(_ slot: Int) {
        touch(slot)
        if !exists[slot] { filled += 1 }
        exists[slot] = true
    }

    /// Adds to the sum of a slot.
    mutating func captureSum(_ slot: Int, _ text: Span<UInt8>, at place: Place) {
        guard case .success(let parsed) = NumberText.parse(text) else { return }
        touch(slot)
        if sums[slot] == nil { filled += 1 }
        sums[slot, default: DecimalSum()].add(parsed.value)
    }

    /// Takes a value over from another record.
    mutating func take(_ slot: Int, from other: RecordScratch, _ otherSlot: Int) {
        guard values[slot] == nil, let text = other.text(otherSlot), let place = other.place(otherSlot) else { return }
        _ = capture(slot, text.span, rank: 0, at: place, isList: false)
    }

    /// Writes the record's fields into the open row of a builder.
    ///
    /// Mutating, though nothing changes, so that nothing is copied where it stands in an array.
    mutating func fill(_ builder: inout RecordBatchBuilder) {
        for index in constants where builder.has(mapping.slots[index].field) {
            if let constant = mapping.slots[index].constant { set(constant, index, &builder) }
        }
        for position in touched.indices {
            let index = touched[position]
            if !builder.recordType.rests.isEmpty, split(index, &builder) { continue }
            if !builder.recordType.dates.isEmpty, splitDate(index, &builder) { continue }
            guard builder.has(mapping.slots[index].field) else { continue }
            if counts[index] > 0 { set(String(counts[index]), index, &builder) }
            if exists[index] { set("true", index, &builder) }
            if let sum = sums[index]?.value { set(sum.description, index, &builder) }
            if let raw = values[index] {
                set(raw, index, &builder)
                takeCurrency(of: raw, beside: mapping.slots[index].field, &builder)
            }
        }
        for (index, raw) in further where builder.has(mapping.slots[index].field) { set(raw, index, &builder) }
    }

    /// Fills two fields from a text that holds a code of three letters and what belongs to another field.
    ///
    /// - Returns: false where the text is no such.
    private func split(_ index: Int, _ builder: inout RecordBatchBuilder) -> Bool {
        let field = mapping.slots[index].field
        guard let rest = builder.recordType.rests.first(where: { $0.field == field })?.rest, let raw = values[index]
        else { return false }
        let text = bytes.span.extracting(raw.range)
        let length = 3
        let isCode = text.count > length + 1 && (0..<length).allSatisfy { Self.isLetter(text[$0]) }
        // A blank or sign, or a character of another script.
        guard isCode, text[length] < UInt8(ascii: "0") || text[length] == UInt8(ascii: ":") || text[length] >= 0x80
        else { return false }
        let place = raw.place
        builder.set(field, text.extracting(0..<length), at: place.offset, length: place.length)
        // What says it itself says it better.
        let isSaid = touched.contains { mapping.slots[$0].field == rest && values[$0] != nil }
        var (start, end) = (length, text.count)
        while start < end, text[start] < UInt8(ascii: "0") || text[start] == UInt8(ascii: ":") { start += 1 }
        if start < end, text[start - 1] == UInt8(ascii: "("), text[end - 1] == UInt8(ascii: ")") { end -= 1 }
        if !isSaid, start < end {
            builder.set(rest, text.extracting(start..<end), at: place.offset, length: place.length)
        }
        return true
    }

    /// Fills a number and its date from a text that holds both, such as `LC-7 dated 30 Aug 2026`.
    ///
    /// - Returns: false where the text is no such.
    private func splitDate(_ index: Int, _ builder: inout RecordBatchBuilder) -> Bool {
        let field = mapping.slots[index].field
        guard let date = builder.recordType.dates.first(where: { $0.field == field })?.date, let raw = values[index]
        else { return false }
        let text = bytes.span.extracting(raw.range)
        guard let (number, start) = Self.datedNumber(text) else { return false }
        builder.set(field, text.extracting(0..<number), at: raw.place.offset, length: raw.place.length)
        // What says it itself says it better.
        let isSaid = touched.contains { mapping.slots[$0].field == date && values[$0] != nil }
        let behind = text.extracting(start..<text.count)
        if !isSaid, builder.has(date), Self.isDate(behind) {
            builder.set(date, behind, at: raw.place.offset, length: raw.place.length)
        }
        return true
    }

    /// Where a number ends before "dated", "date" or "dd", and where the date behind that begins.
    private static func datedNumber(_ text: Span<UInt8>) -> (number: Int, date: Int)? {
        guard text.count > 8, text.count < 200 else { return nil }
        let written = text.string.lowercased()
        guard written.utf8.count == text.count else { return nil }
        for word in ["dated", "dtd", "date", "dd", "日期"] {
            guard let range = written.firstRange(of: word), range.lowerBound > written.startIndex else { continue }
            let (before, behind) = (written[..<range.lowerBound], written[range.upperBound...])
            // Two numbers, each with its date, are left as they are.
            guard let last = before.last, " ,，;(（".contains(last) || word == "日期", !behind.contains(word),
                let first = behind.first(where: { !" .:：".contains($0) }), first.isNumber || first.isLetter,
                let start = behind.firstIndex(of: first), start > behind.startIndex
            else { continue }
            let number = before.reversed().drop { " ,，;(（".contains($0) }.reversed()
            return (String(number).utf8.count, written[..<start].utf8.count)
        }
        return nil
    }

    private static func isDate(_ text: Span<UInt8>) -> Bool {
        if case .success = DateText.parse(text.string, allowsSerial: false) { return true }
        return false
    }

    /// Fills the currency of the record from an amount that names it, such as `USD 30,000.00`, where nothing else does.
    private func takeCurrency(of raw: Raw, beside field: Int, _ builder: inout RecordBatchBuilder) {
        let text = bytes.span.extracting(raw.range)
        let length = 3
        guard text.count > length, Self.isLetter(text[0]) || Self.isLetter(text[text.count - 1]),
            let currency = builder.recordType.currency, builder.recordType.fields[field].isMoney, builder.has(currency),
            !touched.contains(where: { mapping.slots[$0].field == currency && values[$0] != nil })
        else { return }
        for start in [0, text.count - length] {
            let code = text.extracting(start..<(start + length))
            let beside = text[start == 0 ? length : start - 1]
            guard code.indices.allSatisfy({ Self.isLetter(code[$0]) }), !Self.isLetter(beside),
                builder.isCurrency(code.string)
            else { continue }
            builder.set(currency, code, at: raw.place.offset, length: raw.place.length)
            return
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// What the format makes itself is parsed like any other text, so that it suits the type of its field.
    private func set(_ text: String, _ index: Int, _ builder: inout RecordBatchBuilder) {
        let unit = units[index].map { Array(bytes[$0.range]) } ?? mapping.slots[index].unitBytes
        builder.set(mapping.slots[index].field, Array(text.utf8).span, unit: unit.span, at: offset, length: 0)
    }

    private func set(_ raw: Raw, _ index: Int, _ builder: inout RecordBatchBuilder) {
        let (field, place) = (mapping.slots[index].field, raw.place)
        let text = bytes.span.extracting(raw.range)
        if let known = units[index] {
            let unit = bytes.span.extracting(known.range)
            builder.set(field, text, unit: unit, at: place.offset, length: place.length)
            builder.setUnit(field, unit, at: known.place.offset, length: known.place.length)
        } else {
            let unit = mapping.slots[index].unitBytes
            builder.set(field, text, unit: unit.span, at: place.offset, length: place.length)
        }
    }
}

extension Array {
    /// An element that is nothing until it is first asked for.
    fileprivate subscript<Wrapped>(index: Int, default value: @autoclosure () -> Wrapped) -> Wrapped
    where Element == Wrapped? {
        get { self[index] ?? value() }
        set { self[index] = newValue }
    }
}
