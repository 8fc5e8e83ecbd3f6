/// Tells the encoding of text that is not UTF-8 and says nothing of its encoding, as spreadsheet programs save tables.
enum EncodingGuess {
    /// The encoding that explains the bytes beyond ASCII best; UTF-8 where they are UTF-8, or nothing explains them.
    ///
    /// O(n).
    static func encoding(of bytes: [UInt8]) -> TextEncoding {
        let counts = UTF8Counts(bytes)
        guard counts.broken > 0 else { return .utf8 }
        // A file of UTF-8 in which something was pasted in another encoding stays what it is, and is told.
        guard counts.whole <= counts.broken else { return .utf8 }
        let lines = UTF8Lines(bytes)
        if lines.whole > 0, lines.whole >= lines.broken { return .utf8 }
        let (chinese, taiwanese) = (share(of: bytes, isCommonGB), share(of: bytes, isCommonBig5))
        if max(chinese, taiwanese) >= 0.6 { return chinese >= taiwanese ? .gb18030 : .big5 }
        return isWestern(bytes) ? .windows1252 : .utf8
    }

    /// Whether bytes are UTF-8 with characters beyond ASCII.
    static func isWholeUTF8(_ bytes: [UInt8]) -> Bool {
        let counts = UTF8Counts(bytes)
        return counts.broken == 0 && counts.whole > 0
    }

    /// Where the first line of UTF-8 begins in text of another encoding, which then reads wrongly; nothing where none does.
    static func firstLineOfUTF8(in bytes: [UInt8]) -> Int? { UTF8Lines(bytes).first }

    /// Lines with characters beyond ASCII: of UTF-8 beyond doubt, and not of UTF-8.
    private struct UTF8Lines {
        var whole = 0
        var broken = 0
        /// Where the first one of UTF-8 begins.
        var first: Int?

        init(_ bytes: [UInt8]) {
            for line in bytes.split(separator: UInt8(ascii: "\n")) where line.contains(where: { $0 >= 0x80 }) {
                let counts = UTF8Counts(Array(line))
                if counts.broken > 0 {
                    broken += 1
                } else if counts.long > 1 {
                    // By chance text of another encoding is one such character at most.
                    whole += 1
                    first = first ?? line.startIndex
                }
            }
        }
    }

    private struct UTF8Counts {
        /// Whole sequences of several bytes.
        var whole = 0
        /// Those of three bytes or more.
        var long = 0
        /// Bytes that are no part of one.
        var broken = 0

        init(_ bytes: [UInt8]) {
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
                if length == 1 {
                    index += 1
                } else if length > 0, index + length > bytes.count {
                    // What was read may end inside a character.
                    index = bytes.count
                } else if length > 0, bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 }) {
                    whole += 1
                    if length > 2 { long += 1 }
                    index += length
                } else {
                    broken += 1
                    index += 1
                }
            }
        }
    }

    /// Of the bytes beyond ASCII, taken in pairs, the share that are common characters of an encoding.
    private static func share(of bytes: [UInt8], _ isCommon: (UInt8, UInt8) -> Bool) -> Double {
        var (pairs, common) = (0, 0)
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            pairs += 1
            if isCommon(bytes[index], bytes[index + 1]) { common += 1 }
            index += 2
        }
        return pairs == 0 ? 0 : Double(common) / Double(pairs)
    }

    /// Signs, full-width letters and the frequent characters of GB 2312 (rows 1, 3 and 16 to 55).
    private static func isCommonGB(_ lead: UInt8, _ trail: UInt8) -> Bool {
        trail >= 0xA1 && trail <= 0xFE && (lead == 0xA1 || lead == 0xA3 || (0xB0...0xD7).contains(lead))
    }

    /// Signs and the frequent characters of Big5 (level 1).
    private static func isCommonBig5(_ lead: UInt8, _ trail: UInt8) -> Bool {
        (0xA1...0xC6).contains(lead) && ((0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail))
    }

    /// Whether bytes beyond ASCII stand alone, as accents do in words of Latin script, and are letters or usual signs.
    private static func isWestern(_ bytes: [UInt8]) -> Bool {
        for index in bytes.indices where bytes[index] >= 0x80 {
            let byte = bytes[index]
            let isLetter = byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
            // € ‚ „ … ‘ ’ “ ” – — ™ no-break space £ © ® ° ± ² ³ µ · ½ × ø
            let isSign = [
                0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA9, 0xAE, 0xB0, 0xB1,
                0xB2,
                0xB3, 0xB5, 0xB7, 0xBD, 0xD7,
            ].contains(byte)
            guard isLetter || isSign else { return false }
            if index > 0, bytes[index - 1] >= 0x80, index > 1, bytes[index - 2] >= 0x80 { return false }
            if byte == 0xFF || byte == 0xFE { return false }
        }
        return true
    }
}
