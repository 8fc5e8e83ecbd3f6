/// Numbers for the cells of reference tables: ids stand for themselves, so that millions of them cost four bytes each; other
/// texts are numbered as they come.
///
/// Blanks around a cell and the case of ASCII letters mean nothing, as in the code fields of records.
struct CellCodes: Sendable {
    /// Fits any value: an empty part of a key, a cell that says "unknown".
    static let any = UInt32.max
    /// No cell: empty or not there.
    static let none = UInt32.max - 1
    /// Where the numbers of texts begin.
    private static let firstText: UInt32 = 1 << 31

    private var texts: [[UInt8]: UInt32] = [:]

    /// The number of a cell, new if it was not met before.
    mutating func add(_ bytes: Span<UInt8>) -> UInt32 {
        // The bytes are the caller's and live as long as this call.
        unsafe bytes.withUnsafeBufferPointer { unsafe add(collection: $0) }
    }

    /// The same for bytes in an array or a text.
    mutating func add(collection bytes: some Collection<UInt8>) -> UInt32 {
        let bytes = Self.trimmed(bytes)
        if bytes.isEmpty { return Self.none }
        if let id = Self.id(bytes) { return id }
        let text = Self.folded(bytes)
        if let known = texts[text] { return known }
        let code = Self.firstText + UInt32(texts.count)
        texts[text] = code
        return code
    }

    /// The number of a part of a key; `none` for a text that no cell has.
    func code(of bytes: some Collection<UInt8>) -> UInt32 {
        let bytes = Self.trimmed(bytes)
        if bytes.isEmpty { return Self.any }
        return Self.id(bytes) ?? texts[Self.folded(bytes)] ?? Self.none
    }

    private static func trimmed<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
        let start = bytes.firstIndex { $0 > UInt8(ascii: " ") } ?? bytes.endIndex
        var rest = bytes[start...]
        var end = rest.startIndex
        for index in rest.indices where rest[index] > UInt8(ascii: " ") { end = rest.index(after: index) }
        rest = rest[..<end]
        return rest
    }

    /// Up to nine digits without a zero in front.
    private static func id(_ bytes: some Collection<UInt8>) -> UInt32? {
        guard bytes.count <= 9, bytes.count == 1 || bytes.first != UInt8(ascii: "0") else { return nil }
        var id: UInt32 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            id = id * 10 + UInt32(byte - UInt8(ascii: "0"))
        }
        return id
    }

    private static func folded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        bytes.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 - 32 : $0 }
    }
}
