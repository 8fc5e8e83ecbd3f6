/// Words of other scripts in header fields: `=?gb2312?B?…?=`, `=?utf-8?Q?…?=` (RFC 2047).
enum EncodedWords {
    /// The text of a field.
    static func decode(_ bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        var followsWord = false
        while let start = rest.firstRange(of: Array("=?".utf8))?.lowerBound {
            guard let word = word(rest[start...]) else { break }
            // Blanks between two encoded words are not part of the text.
            let between = rest[..<start]
            if !followsWord || between.contains(where: { $0 > 0x20 }) {
                text += String(decoding: between, as: UTF8.self)
            }
            text += word.text
            rest = rest[word.end...]
            followsWord = true
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> (text: String, end: Int)? {
        let parts = bytes.prefix(2000).split(
            separator: UInt8(ascii: "?"),
            maxSplits: 4,
            omittingEmptySubsequences: false
        )
        guard parts.count == 5, parts[4].first == UInt8(ascii: "=") else { return nil }
        let charset = String(decoding: parts[1].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        let content: [UInt8]
        switch String(decoding: parts[2], as: UTF8.self).lowercased() {
        case "b": content = TransferDecoding.base64(parts[3])
        case "q":
            let spaced = parts[3].map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            content = TransferDecoding.quotedPrintable(spaced[...]).bytes
        default: return nil
        }
        return (String(decoding: TransferDecoding.utf8(content, from: charset), as: UTF8.self), parts[4].startIndex + 1)
    }
}
