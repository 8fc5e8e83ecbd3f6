/// Shapes of identifiers that carry no check digit.
public enum Shapes {
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private static func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }

    /// Whether a text is a business identifier code of 8 or 11 characters (ISO 9362).
    public static func isBIC(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (bytes.count == 8 || bytes.count == 11) && bytes.prefix(6).allSatisfy(isUpper)
            && bytes.dropFirst(6).allSatisfy { isUpper($0) || isDigit($0) }
    }

    /// Whether a text has the shape of an EORI number: a country's letters and 1 to 15 characters (NCTS rule R0850).
    public static func isEORI(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (3...17).contains(bytes.count) && bytes.prefix(2).allSatisfy(isUpper)
            && bytes.dropFirst(2).allSatisfy { $0 >= 0x21 && $0 <= 0x7E }
    }

    /// Whether a text is a commodity code: 6 to 12 digits, even in number, or 13 (China's CIQ suffix); dots and blanks aside.
    public static func isHSCode(_ text: String) -> Bool {
        let bytes = text.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
        guard bytes.allSatisfy(isDigit) else { return false }
        // Japan's statistical codes have nine digits.
        return [6, 8, 9, 10, 12, 13].contains(bytes.count)
    }

    /// Whether a text is a UN number: `UN` and four digits, or the digits alone.
    public static func isUNNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8.filter { $0 != UInt8(ascii: " ") })
        let digits = bytes.starts(with: "UN".utf8) ? bytes.dropFirst(2) : bytes[...]
        return digits.count == 4 && digits.allSatisfy(isDigit)
    }
}
