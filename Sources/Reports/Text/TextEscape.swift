/// Makes text from documents safe to print: control characters and those that turn the direction of writing are escaped.
package enum TextEscape {
    /// The text with `\u{…}` for what a terminal would obey.
    package static func printable(_ text: some StringProtocol) -> String {
        guard text.unicodeScalars.contains(where: isObeyed) else { return String(text) }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result += " "
            } else if isObeyed(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a character does something rather than being shown: controls, line separators, marks and overrides of the
    /// direction of writing, and what is no character.
    static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF:
            true
        default: false
        }
    }
}
