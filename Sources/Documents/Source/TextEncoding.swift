/// How the characters of a file are written in bytes.
@usableFromInline package enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-16, low byte first.
    case utf16le = "utf-16le"
    /// UTF-16, high byte first.
    case utf16be = "utf-16be"
    /// GB18030, of which GBK and GB2312 are parts.
    case gb18030
    /// Big5.
    case big5
    /// Windows code page 1252.
    case windows1252 = "windows-1252"

    /// The encoding with a name as users and XML declarations write it.
    package init?(named name: String) {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
        case "utf8", "usascii", "ascii": self = .utf8
        case "utf16le", "utf16": self = .utf16le
        case "utf16be": self = .utf16be
        case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
        case "big5": self = .big5
        case "windows1252", "cp1252", "iso88591", "latin1": self = .windows1252
        default: return nil
        }
    }

    /// The encoding that an XML declaration names; nothing where there is none, or none that is known.
    static func declaredByXML(_ bytes: [UInt8]) -> TextEncoding? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let declaration = String(decoding: bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        guard let range = declaration.firstRange(of: "encoding=") else { return nil }
        let name = declaration[range.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
        return TextEncoding(named: String(name))
    }

    /// The encoding that the first bytes show: a byte order mark, NULs at every other place, what XML or HTML declares, or
    /// else what explains the bytes.
    package static func detect(_ bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16le }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16be }
        if bytes.count >= 4 {
            if bytes[0] != 0, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 { return .utf16le }
            if bytes[0] == 0, bytes[1] != 0, bytes[2] == 0, bytes[3] != 0 { return .utf16be }
        }
        if bytes.starts(with: "<?xml".utf8) { return believed(declaredByXML(bytes) ?? .utf8, bytes) }
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
            return believed(declaredByHTML(bytes) ?? .utf8, bytes)
        }
        return EncodingGuess.encoding(of: bytes)
    }

    /// What a file says of itself, unless its bytes are UTF-8 where it says otherwise, or are not where it says so.
    private static func believed(_ declared: TextEncoding, _ bytes: [UInt8]) -> TextEncoding {
        if declared == .utf8 { return EncodingGuess.encoding(of: bytes) }
        return EncodingGuess.isWholeUTF8(bytes) ? .utf8 : declared
    }

    /// `<meta charset="gb2312">` or `content="text/html; charset=gb2312"`.
    private static func declaredByHTML(_ bytes: [UInt8]) -> TextEncoding? {
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased()
        guard let range = head.firstRange(of: "charset=") else { return nil }
        let name = head[range.upperBound...].drop { "\"' ".contains($0) }.prefix { !"\"' ;>/".contains($0) }
        return TextEncoding(named: String(name))
    }
}
