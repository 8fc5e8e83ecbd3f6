/// The header fields of a message or of a part of one (RFC 5322, RFC 2045).
struct MailHeaders {
    /// A field as it stands in the file.
    struct Field {
        /// Its name in lower case.
        var name: String
        /// Its value, unfolded, not decoded.
        var value: [UInt8]
        /// Where the value stands.
        var range: Range<Int>
    }

    /// The fields in order.
    private(set) var fields: [Field] = []
    /// Where the body begins.
    private(set) var bodyStart: Int

    /// Reads the fields up to the blank line below them.
    ///
    /// O(n) of the header.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        var line = range.lowerBound
        bodyStart = range.upperBound
        while line < range.upperBound {
            let stop = bytes[line..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
            let end = stop > line && bytes[stop - 1] == 0x0D ? stop - 1 : stop
            if line == end {
                bodyStart = min(stop + 1, range.upperBound)
                return
            }
            take(bytes[line..<end])
            line = stop + 1
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        guard let first = line.first else { return }
        if first == 0x20 || first == 0x09 {
            guard !fields.isEmpty else { return }
            fields[fields.count - 1].value += [0x20] + line.drop { $0 <= 0x20 }
            fields[fields.count - 1].range = fields[fields.count - 1].range.lowerBound..<line.endIndex
            return
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let start = line[(colon + 1)...].firstIndex { $0 > 0x20 } ?? line.endIndex
        fields.append(
            Field(
                name: String(decoding: line[..<colon], as: UTF8.self).lowercased(),
                value: Array(line[start...]),
                range: start..<line.endIndex
            )
        )
    }

    /// The first field with a name.
    func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// The media type of the part in lower case; `text/plain` where none is said.
    var mediaType: String {
        guard let field = field("content-type") else { return "text/plain" }
        let type = field.value.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
        return String(decoding: type, as: UTF8.self).lowercased()
    }

    /// A parameter such as the `charset` of `content-type`.
    func parameter(_ wanted: String, of name: String) -> String? {
        guard let field = field(name) else { return nil }
        for part in Self.split(String(decoding: field.value, as: UTF8.self)).dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            // RFC 2231 marks encoded parameters with a star, and numbers pieces of long ones.
            let key = part[..<equals].filter { $0 != " " && $0 != "\t" }.lowercased()
            guard key == wanted || key == "\(wanted)*" || key == "\(wanted)*0" || key == "\(wanted)*0*" else {
                continue
            }
            var value = part[part.index(after: equals)...]
            while value.first == " " { value.removeFirst() }
            if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
            return String(value.prefix { $0 != " " })
        }
        return nil
    }

    /// The parts between semicolons that stand outside quotes.
    private static func split(_ text: String) -> [Substring] {
        var isQuoted = false
        return text.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
    }

    /// The name of the file that a part is, where it is an attachment or named as one.
    var fileName: String? {
        let name = parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type")
        return name.map { EncodedWords.decode(Array($0.utf8)) }
    }

    /// Whether a part is to be saved rather than read.
    var isAttachment: Bool {
        guard let field = field("content-disposition") else { return false }
        return String(decoding: field.value, as: UTF8.self).lowercased().hasPrefix("attachment")
    }
}
