/// Text in GitHub Flavored Markdown: shown as it is, whatever it holds.
enum MarkdownText {
    /// The text with everything escaped that Markdown, HTML or a platform's mentions would obey.
    static func escaped(_ text: String) -> String {
        var result = ""
        let plain = TextEscape.printable(text).replacing("&", with: "&amp;")
        // An address would become a link.
        for scalar in plain.replacing("://", with: "&colon;//").unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // A backslash before these would still let a platform see a mention or an issue.
            case "@": result += "&#64;"
            case "#": result += "&#35;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
