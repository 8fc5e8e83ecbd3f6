/// Text in XML: escaped, and without characters that XML 1.0 does not allow.
enum XMLText {
    /// The text as it stands between tags or in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in TextEscape.printable(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// ` name="value"` for each attribute.
    static func attributes(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }
}
