extension Span<UInt8> {
    /// Whether two texts are the same, byte for byte.
    package func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let (one, two) = unsafe (bytes, other.bytes)
        // Eight bytes at a time, both of one length.
        var offset = 0
        while offset + 8 <= count {
            let words = unsafe (
                one.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self),
                two.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            )
            if words.0 != words.1 { return false }
            offset += 8
        }
        while offset < count {
            if self[offset] != other[offset] { return false }
            offset += 1
        }
        return true
    }

    /// Whether these are some bytes.
    package func isEqual(to bytes: [UInt8]) -> Bool { isEqual(to: bytes.span) }

    /// The text of some UTF-8.
    package var string: String { unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) } }
}
