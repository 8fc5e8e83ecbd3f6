/// The qualified names of a document, each as it is written.
///
/// Owns its entries and the bytes of the names from `init` to `deinit`. Entries are reached by index; an index is always
/// one that was given out, and the first entry matches nothing.
@safe @usableFromInline
struct MarkupNames: ~Copyable {
    /// What a name is used for.
    @usableFromInline
    enum Role: UInt8 {
        case element
        case attribute
        /// `xmlns`.
        case defaultNamespace
        /// `xmlns:…`.
        case namespace
    }

    /// A name, in one cache line.
    @usableFromInline
    struct Entry {
        /// The first eight bytes, or as many as there are.
        @usableFromInline var head: UInt64
        /// Which bits of `head` count.
        @usableFromInline var mask: UInt64
        /// The last eight bytes of a longer name.
        @usableFromInline var tail: UInt64
        /// Bytes of the name.
        @usableFromInline var length: Int32
        /// Bytes of its prefix, without the colon.
        @usableFromInline var prefix: Int32
        /// The number that the receiver gave it.
        @usableFromInline var name: Int32 = 0
        /// The scope for which that holds; -1 for none.
        @usableFromInline var scope: Int32 = -1
        /// The start tag that was last found to follow this one: its first child.
        @usableFromInline var child: Int32 = 0
        /// The start tag that was last found to follow its end.
        @usableFromInline var sibling: Int32 = 0
        /// The attribute that was last found to follow this one, or to be the first of this element.
        @usableFromInline var attribute: Int32 = 0
        /// The tag in which this attribute was last seen.
        @usableFromInline var tag: UInt32 = 0
        /// Where its bytes begin.
        @usableFromInline var start: Int32
        /// What it is used for.
        @usableFromInline var role: Role
    }

    /// Names that a document may have before libxml2 takes it over.
    private static let maximum = 1 << 13
    /// Bytes of one name.
    private static let longest = 1 << 10

    /// The entries.
    @usableFromInline private(set) var entries: UnsafeMutablePointer<Entry>
    private var count = 1
    private var capacity = 128
    private var bytes: [UInt8] = []
    /// Open addressing: indices by hash, 0 for empty; twice the capacity.
    private var buckets = [Int32](repeating: 0, count: 256)

    init() {
        unsafe entries = UnsafeMutablePointer.allocate(capacity: 128)
        // A head that no mask of zeros gives.
        unsafe entries.initialize(to: Entry(head: 1, mask: 0, tail: 0, length: 0, prefix: 0, start: 0, role: .element))
    }

    @inlinable deinit { unsafe entries.deallocate() }

    /// Whether the name of an entry stands at a place; what follows is not looked at.
    @inlinable @inline(__always)
    func matches(_ index: Int, _ window: MarkupWindow, at place: Int) -> Bool {
        let word = window.word(at: place)
        guard unsafe word & entries[index].mask == entries[index].head else { return false }
        return unsafe entries[index].length <= 8 || matchesTail(index, window, at: place)
    }

    @usableFromInline
    func matchesTail(_ index: Int, _ window: MarkupWindow, at place: Int) -> Bool {
        let length = unsafe Int(entries[index].length)
        guard place + length <= window.count else { return false }
        guard unsafe window.word(at: place + length - 8) == entries[index].tail else { return false }
        guard length > 16 else { return true }
        let start = unsafe Int(entries[index].start)
        for offset in 8..<(length - 8) where bytes[start + offset] != window[place + offset] { return false }
        return true
    }

    /// The bytes of a name.
    func text(_ index: Int) -> ArraySlice<UInt8> {
        let (start, length) = unsafe (Int(entries[index].start), Int(entries[index].length))
        return bytes[start..<(start + length)]
    }

    /// The name at a place, taken in if it is new.
    ///
    /// - Parameters:
    ///   - place: where it begins.
    ///   - window: the bytes.
    ///   - isAttribute: whether it is an attribute's.
    /// - Returns: its index, or a halt.
    @usableFromInline
    mutating func find(at place: Int, _ window: MarkupWindow, isAttribute: Bool) -> Int {
        var end = place
        var hash: UInt32 = isAttribute ? 2_166_136_261 : 84_696_351
        while MarkupNames.isPart(window[end]) {
            hash = (hash ^ UInt32(window[end])) &* 16_777_619
            end += 1
        }
        // The name may go on behind the bytes that are there.
        if end >= window.count, !window.isLast { return Halt.more }
        let length = end - place
        guard length > 0, length <= Self.longest else { return Halt.unusual }
        var bucket = Int(hash ^ hash >> 15) & (buckets.count - 1)
        var probes = 0
        while buckets[bucket] != 0 {
            let index = Int(buckets[bucket])
            probes += 1
            guard probes < 64 else { return Halt.unusual }
            if unsafe entries[index].length == length, unsafe (entries[index].role != .element) == isAttribute,
                matches(index, window, at: place)
            {
                return index
            }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        guard count < Self.maximum, let prefix = Self.prefix(window, place, end) else { return Halt.unusual }
        let index = unsafe insert(window.bytes(place, end), prefix: prefix, isAttribute: isAttribute)
        guard index > 0 else { return index }
        if count * 2 > buckets.count { rehash() } else { buckets[bucket] = Int32(index) }
        return index
    }

    /// Takes a name that is known to be one, for a reader that begins in the middle of a document.
    ///
    /// - Returns: its index, or a halt.
    mutating func find(_ name: [UInt8]) -> Int {
        let padded = name + Array(repeating: 0, count: MarkupWindow.padding)
        return unsafe padded.withUnsafeBufferPointer { pointer in
            guard let start = pointer.baseAddress else { return Halt.unusual }
            let window = unsafe MarkupWindow(start, count: name.count, isLast: true)
            return find(at: 0, window, isAttribute: false)
        }
    }

    private mutating func insert(_ name: UnsafeBufferPointer<UInt8>, prefix: Int, isAttribute: Bool) -> Int {
        var role = isAttribute ? Role.attribute : .element
        if unsafe name.starts(with: "xmlns".utf8), name.count == 5 || prefix == 5 {
            let isReserved =
                unsafe prefix == 5
                && (name.dropFirst(6).elementsEqual("xml".utf8)
                    || name.dropFirst(6).elementsEqual("xmlns".utf8))
            guard isAttribute || prefix == 0, !isReserved else { return Halt.unusual }
            if isAttribute { role = prefix == 5 ? .namespace : .defaultNamespace }
        }
        if count == capacity { grow() }
        func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
            unsafe bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        let entry = unsafe Entry(
            head: word(name.prefix(8)),
            mask: name.count >= 8 ? ~0 : 1 << UInt64(name.count * 8) - 1,
            tail: word(name.suffix(8)),
            length: Int32(name.count),
            prefix: Int32(prefix),
            start: Int32(bytes.count),
            role: role
        )
        unsafe (entries + count).initialize(to: entry)
        unsafe bytes.append(contentsOf: name)
        count += 1
        return count - 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: entries, count: count)
        unsafe entries.deallocate()
        unsafe entries = larger
        capacity *= 2
    }

    private mutating func rehash() {
        buckets = Array(repeating: 0, count: buckets.count * 2)
        for index in 1..<count {
            var hash: UInt32 = unsafe entries[index].role == .element ? 84_696_351 : 2_166_136_261
            for byte in text(index) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
            var bucket = Int(hash ^ hash >> 15) & (buckets.count - 1)
            while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
            buckets[bucket] = Int32(index)
        }
    }

    // MARK: Characters of names

    /// Whether a byte may be part of a name, as far as one byte tells.
    @inlinable @inline(__always)
    static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            0x80...0xFF:
            true
        default: false
        }
    }

    /// Whether a byte is a letter of ASCII.
    static func isLetter(_ byte: UInt8?) -> Bool {
        byte.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } ?? false
    }

    /// The length of a qualified name's prefix; nothing where it is none (Namespaces in XML 1.0, production 7).
    private static func prefix(_ window: MarkupWindow, _ start: Int, _ end: Int) -> Int? {
        var colon = 0
        var place = start
        var isFirst = true
        while place < end {
            let byte = window[place]
            if byte == UInt8(ascii: ":") {
                guard colon == 0, !isFirst else { return nil }
                colon = place - start
                isFirst = true
                place += 1
                continue
            }
            let length = byte < 0x80 ? 1 : window.character(at: place)
            guard length > 0, place + length <= end else { return nil }
            let scalar = window.scalar(at: place, length: length)
            guard isFirst ? isStart(scalar) : isStart(scalar) || isFurther(scalar) else { return nil }
            isFirst = false
            place += length
        }
        return isFirst ? nil : colon
    }

    /// XML 1.0 (fifth edition), production 4, without the colon.
    private static func isStart(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x1_0000...0xE_FFFF:
            true
        default: false
        }
    }

    /// XML 1.0 (fifth edition), production 4a: what may only follow.
    private static func isFurther(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: false
        }
    }
}
