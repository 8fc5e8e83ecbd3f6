/// Bytes of a document that are in memory, for one call of the scanner.
///
/// The reader owns the bytes and keeps them in place during the call. At least `padding` zeros stand behind the last one:
/// no zero is allowed in XML, so every search ends there, and whole words can be loaded from any place.
@safe @usableFromInline
struct MarkupWindow {
    /// Zeros behind the bytes.
    @usableFromInline static let padding = 32

    /// The first byte.
    @usableFromInline let start: UnsafePointer<UInt8>
    /// How many bytes there are.
    @usableFromInline let count: Int
    /// Whether the document ends with them.
    @usableFromInline let isLast: Bool

    /// Takes bytes that are followed by `padding` zeros.
    @usableFromInline
    init(_ start: UnsafePointer<UInt8>, count: Int, isLast: Bool) {
        unsafe self.start = start
        self.count = count
        self.isLast = isLast
    }

    /// A byte; zero behind the end.
    @inlinable @inline(__always)
    subscript(index: Int) -> UInt8 {
        // In bounds: indices go up byte by byte and stop at the first of the zeros.
        unsafe start[index]
    }

    /// Eight bytes, the first of them lowest.
    @inlinable @inline(__always)
    func word(at index: Int) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
    }

    /// Bytes by their places.
    @inlinable @inline(__always)
    func bytes(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: self.start + start, count: end - start)
    }

    /// Whether some bytes stand at a place.
    func has(_ wanted: StaticString, at index: Int) -> Bool {
        for place in 0..<wanted.utf8CodeUnitCount
        where unsafe self[index + place] != wanted.utf8Start[place] {
            return false
        }
        return true
    }

    /// What it means that the byte at a place does not fit: that it is not read yet, or that it is not as expected.
    @inlinable
    func halt(at index: Int) -> Int { index >= count && !isLast ? Halt.more : Halt.unusual }

    /// The place behind the blanks at a place.
    @inlinable @inline(__always)
    func behindBlanks(_ index: Int) -> Int {
        var index = index
        while MarkupWindow.isBlank(self[index]) { index += 1 }
        return index
    }

    /// The four characters that XML calls white space.
    @inlinable @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Looks for one of three bytes, one that is not ASCII, or a control character.
    ///
    /// - Parameters:
    ///   - index: where to begin.
    ///   - first: a byte, eight times.
    ///   - second: a byte, eight times.
    ///   - third: a byte, eight times.
    ///   - passesBlanks: whether tabs and line feeds are passed.
    /// - Returns: the first place of such a byte.
    @inlinable @inline(__always)
    func find(from index: Int, _ first: UInt64, _ second: UInt64, _ third: UInt64, passesBlanks: Bool) -> Int {
        var index = index
        while true {
            // Eight bytes at a time: the high bit of a byte of `stops` tells that it is one to stop at.
            let word = word(at: index)
            let low = word & 0x7F7F_7F7F_7F7F_7F7F
            var controls = ~(low &+ 0x6060_6060_6060_6060)
            if passesBlanks {
                controls &= (low ^ 0x0909_0909_0909_0909) &+ 0x7F7F_7F7F_7F7F_7F7F
                controls &= (low ^ 0x0A0A_0A0A_0A0A_0A0A) &+ 0x7F7F_7F7F_7F7F_7F7F
            }
            let equals = Self.zeros(word ^ first) | Self.zeros(word ^ second) | Self.zeros(word ^ third)
            let stops = (equals | controls | word) & 0x8080_8080_8080_8080
            if stops != 0 { return index + stops.trailingZeroBitCount >> 3 }
            index += 8
        }
    }

    /// The first place that holds a byte, one that is not ASCII, or a control character other than tabs and line feeds.
    func find(from index: Int, _ byte: UInt8) -> Int {
        let byte = Self.repeated(byte)
        return find(from: index, byte, byte, byte, passesBlanks: true)
    }

    /// The high bit is set of the lowest byte that is zero, and of no byte below it.
    @inlinable @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

    /// A byte eight times.
    @inlinable @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The length of the character that begins with a byte that is not ASCII, or a halt: it must be written in the shortest
    /// form and be one that XML allows.
    func character(at index: Int) -> Int {
        let first = self[index]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4 else { return Halt.unusual }
        for place in 1..<length where self[index + place] & 0xC0 != 0x80 { return halt(at: index + place) }
        let scalar = scalar(at: index, length: length)
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
        return scalar >= least && Self.isCharacter(scalar) ? length : Halt.unusual
    }

    /// The character that a lead byte and its trail bytes make.
    func scalar(at index: Int, length: Int) -> UInt32 {
        guard length > 1 else { return UInt32(self[index]) }
        var scalar = UInt32(self[index]) & (0x7F >> UInt32(length))
        for place in 1..<length { scalar = scalar << 6 | UInt32(self[index + place] & 0x3F) }
        return scalar
    }

    /// Whether XML allows a character (XML 1.0, production 2).
    static func isCharacter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }
}

/// Why a search gave no place.
@usableFromInline
enum Halt {
    /// The bytes end first.
    @usableFromInline static let more = -1
    /// Something is wrong, or so seldom that libxml2 shall judge it.
    @usableFromInline static let unusual = -2
}
