/// Archives for tests, their entries stored as they are (APPNOTE.TXT 4.3).
package enum ZipFixture {
    /// Makes an archive of entries by name, in order; bit 0 of the flags says that they are encrypted.
    package static func archive(_ entries: [(name: String, content: [UInt8])], flags: UInt16 = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let common =
                number(20, 2) + number(Int(flags | 0x800), 2) + number(0, 2) + number(0, 4)
                + number(Int(checksum(entry.content)), 4) + number(entry.content.count, 4)
                + number(entry.content.count, 4) + number(name.count, 2) + number(0, 2)
            directory +=
                [0x50, 0x4B, 0x01, 0x02] + number(20, 2) + common + number(0, 10) + number(bytes.count, 4) + name
            bytes += [0x50, 0x4B, 0x03, 0x04] + common + name + entry.content
        }
        let start = bytes.count
        bytes += directory + [0x50, 0x4B, 0x05, 0x06] + number(0, 4) + number(entries.count, 2)
        return bytes + number(entries.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    /// CRC-32 as ZIP wants it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~checksum
    }
}
