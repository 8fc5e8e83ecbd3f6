/// How the parts of a key are put together for reference tables.
enum TableKey {
    /// Stands between two parts (ASCII unit separator).
    static let separator: UInt8 = 0x1F

    /// Adds a part; a separator within it becomes a blank, so that no part looks like two.
    static func append(_ part: some Sequence<UInt8>, to key: inout [UInt8]) {
        for byte in part { key.append(byte == separator ? UInt8(ascii: " ") : byte) }
    }
}
