package import CEL

/// Values as typed byte strings: canonical ones are keys, equal on every thread and machine; exact ones give the value
/// back as it was written.
///
/// A tag of one byte, then the content; a length comes before it where it is open, so that no content can look like
/// another part. Integers are zigzag varints (as in Protocol Buffers' wire format).
package enum ValueBytes {
    /// What a byte string holds.
    enum Tag: UInt8 {
        case absent
        case string
        case decimal
        case date
        case bool
        case base
        case list
        case quantity
    }

    /// Appends an absence.
    package static func appendAbsence(to bytes: inout [UInt8]) { bytes.append(Tag.absent.rawValue) }

    /// Appends a value in canonical form: decimals normalised, quantities in their base unit.
    ///
    /// - Returns: false for values that cannot be part of a key; then `bytes` may have grown.
    package static func append(key value: Value, to bytes: inout [UInt8], units: UnitTable) -> Bool {
        switch value {
        case .decimal(let decimal): append(decimal.normalised, to: &bytes)
        case .quantity(let quantity):
            guard let base = units.base(quantity) else { return false }
            bytes.append(Tag.base.rawValue)
            append(base.value.normalised, to: &bytes)
            append(text: base.dimension.utf8, to: &bytes)
        case .list(let items):
            bytes.append(Tag.list.rawValue)
            append(Int128(items.count), to: &bytes)
            for item in items where !append(key: item, to: &bytes, units: units) { return false }
        default: return append(value, to: &bytes)
        }
        return true
    }

    /// Appends a value as it is written, with its scale and unit.
    ///
    /// - Returns: false for values of other types than fields have.
    package static func append(_ value: Value, to bytes: inout [UInt8]) -> Bool {
        switch value {
        case .string(let text): append(text: text.utf8, to: &bytes)
        case .decimal(let decimal): append(decimal, to: &bytes)
        case .int(let int): append(Decimal(int), to: &bytes)
        case .date(let date):
            bytes.append(Tag.date.rawValue)
            append(Int128(date.daysSinceEpoch), to: &bytes)
        case .bool(let bool):
            bytes.append(Tag.bool.rawValue)
            bytes.append(bool ? 1 : 0)
        case .quantity(let quantity): append(quantity, to: &bytes)
        case .list(let items):
            bytes.append(Tag.list.rawValue)
            append(Int128(items.count), to: &bytes)
            for item in items where !append(item, to: &bytes) { return false }
        default: return false
        }
        return true
    }

    /// Appends a text in canonical form.
    package static func append(text: some Collection<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(Tag.string.rawValue)
        append(Int128(text.count), to: &bytes)
        bytes.append(contentsOf: text)
    }

    /// Appends a text in canonical form.
    package static func append(text: Span<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(Tag.string.rawValue)
        append(Int128(text.count), to: &bytes)
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// How many bytes a text in canonical form has.
    static func size(ofText count: Int) -> Int {
        // One for the tag, and seven bits a byte of twice the length.
        1 + max(1, (Int.bitWidth - (count << 1).leadingZeroBitCount + 6) / 7) + count
    }

    /// Puts what stands before a text in canonical form.
    ///
    /// - Returns: how many bytes that is.
    static func putHead(ofText count: Int, in buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
        unsafe buffer[start] = Tag.string.rawValue
        var place = start + 1
        var rest = UInt(count) << 1
        while rest >= 0x80 {
            unsafe buffer[place] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            place += 1
        }
        unsafe buffer[place] = UInt8(truncatingIfNeeded: rest)
        return place + 1 - start
    }

    /// Appends a quantity as it is written.
    package static func append(_ quantity: Quantity, to bytes: inout [UInt8]) {
        bytes.append(Tag.quantity.rawValue)
        append(Int128(quantity.unit), to: &bytes)
        append(quantity.value, to: &bytes)
    }

    /// Appends a decimal as it is written.
    package static func append(_ decimal: Decimal, to bytes: inout [UInt8]) {
        bytes.append(Tag.decimal.rawValue)
        bytes.append(UInt8(clamping: decimal.scale))
        append(decimal.mantissa, to: &bytes)
    }

    private static func append(_ number: Int128, to bytes: inout [UInt8]) {
        // Most numbers fit into 64 bits, where shifting takes a fraction of the time.
        if let small = Int64(exactly: number) {
            var rest = UInt64(bitPattern: (small << 1) ^ (small >> 63))
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
            return
        }
        var rest = UInt128(bitPattern: (number << 1) ^ (number >> 127))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The values of a byte string, one after the other; nothing stands for an absence.
    ///
    /// A quantity of a key comes back as its number in base units.
    package static func values(of bytes: ArraySlice<UInt8>) -> [Value?] {
        var rest = bytes
        var values: [Value?] = []
        while let tag = rest.popFirst() { values.append(value(tag, &rest)) }
        return values
    }

    private static func value(_ tag: UInt8, _ rest: inout ArraySlice<UInt8>) -> Value? {
        switch Tag(rawValue: tag) {
        case .string: return .string(text(&rest))
        case .decimal: return .decimal(decimal(&rest))
        case .date: return .date(CalendarDate(daysSinceEpoch: Int32(clamping: number(&rest))))
        case .bool: return .bool(rest.popFirst() == 1)
        case .base:
            rest.removeFirst()
            let value = decimal(&rest)
            rest.removeFirst()
            _ = text(&rest)
            return .decimal(value)
        case .list:
            let count = Int(clamping: number(&rest))
            return .list(
                (0..<count).compactMap { _ in
                    guard let tag = rest.popFirst() else { return nil }
                    return value(tag, &rest)
                }
            )
        case .quantity:
            let unit = UInt16(clamping: number(&rest))
            rest.removeFirst()
            return .quantity(Quantity(value: decimal(&rest), unit: unit))
        case .absent, nil: return nil
        }
    }

    private static func decimal(_ rest: inout ArraySlice<UInt8>) -> Decimal {
        let scale = Int(rest.popFirst() ?? 0)
        return Decimal(mantissa: number(&rest), scale: scale)
    }

    private static func text(_ rest: inout ArraySlice<UInt8>) -> String {
        let count = min(Int(clamping: number(&rest)), rest.count)
        let text = String(decoding: rest.prefix(count), as: UTF8.self)
        rest = rest.dropFirst(count)
        return text
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int128 {
        var bits: UInt128 = 0
        var shift: UInt128 = 0
        while let byte = rest.popFirst() {
            bits |= UInt128(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return Int128(bitPattern: bits >> 1) ^ -Int128(bitPattern: bits & 1)
    }
}
