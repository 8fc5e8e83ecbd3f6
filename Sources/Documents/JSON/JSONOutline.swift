/// The keys at the top of a JSON text that may break off after some kilobytes.
struct JSONOutline {
    /// The keys of the top object, with the text of scalars.
    var keys: [String: String] = [:]
    /// The keys of the first object in an array at the top.
    var elementKeys: Set<String> = []
    /// Whether a second document follows on a line of its own.
    var isLines = false
    /// Whether this is not JSON at all.
    var isBroken = false

    /// Looks at the first bytes.
    static func scan(_ text: ArraySlice<UInt8>) -> JSONOutline {
        var outline = JSONOutline()
        var depth = 0
        var isArray = false
        var key: String?
        var expectsKey = false
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0 {
                    if index != text.startIndex, !outline.keys.isEmpty { outline.isLines = byte == UInt8(ascii: "{") }
                    if outline.isLines { return outline }
                    isArray = byte == UInt8(ascii: "[")
                }
                depth += 1
                expectsKey = byte == UInt8(ascii: "{")
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                expectsKey = false
                if isArray, depth == 1 { return outline }
            case UInt8(ascii: ","): expectsKey = depth == (isArray ? 2 : 1)
            case UInt8(ascii: "\""):
                guard let (string, end) = string(text, from: index + 1) else { return outline }
                let level = isArray ? 2 : 1
                if depth == level, expectsKey {
                    key = string
                    expectsKey = false
                    if isArray { outline.elementKeys.insert(string) } else { outline.keys[string] = "" }
                } else if depth == level, !isArray, let name = key {
                    outline.keys[name] = string
                    key = nil
                }
                index = end
            case 0x21...:
                if depth == 0 {
                    outline.isBroken = outline.keys.isEmpty
                    return outline
                }
            default: break
            }
            index += 1
        }
        return outline
    }

    /// A string without its escapes, and the place of its closing quote.
    private static func string(_ text: ArraySlice<UInt8>, from start: Int) -> (String, Int)? {
        var index = start
        while index < text.endIndex, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < text.endIndex else { return nil }
        return (String(decoding: text[start..<index], as: UTF8.self), index)
    }
}
