/// Check digits of trade identifiers.
///
/// All take text without blanks; none allocates more than the text.
public enum CheckDigits {
    /// The digits of a text, or nothing where another character stands in it.
    private static func digits(_ text: some StringProtocol) -> [Int]? {
        let digits = text.utf8.map { Int($0) - 48 }
        return digits.allSatisfy { (0...9).contains($0) } ? digits : nil
    }

    /// The GS1 check digit (weights 3 and 1 from the right) for the digits before it.
    public static func gs1(_ body: some StringProtocol) -> Int? {
        guard let digits = digits(body), !digits.isEmpty else { return nil }
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
        return (10 - sum % 10) % 10
    }

    /// Whether a text is a GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications).
    public static func isGTIN(_ text: String) -> Bool {
        [8, 12, 13, 14].contains(text.utf8.count) && hasGS1Digit(text)
    }

    /// Whether a text is a GLN of 13 digits.
    public static func isGLN(_ text: String) -> Bool { text.utf8.count == 13 && hasGS1Digit(text) }

    /// Whether a text is an SSCC of 18 digits.
    public static func isSSCC(_ text: String) -> Bool { text.utf8.count == 18 && hasGS1Digit(text) }

    private static func hasGS1Digit(_ text: String) -> Bool {
        guard let digits = digits(text), let last = digits.last else { return false }
        return gs1(text.dropLast()) == last
    }

    /// The check digit of a container number for its first ten characters (ISO 6346).
    public static func container(_ body: some StringProtocol) -> Int? {
        let bytes = Array(body.utf8)
        guard bytes.count == 10 else { return nil }
        var sum = 0
        for (index, byte) in bytes.enumerated() {
            let value: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9") where index > 3: value = Int(byte) - 48
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where index <= 3:
                // A is 10; multiples of 11 are left out.
                let plain = Int(byte) - 65 + 10
                value = plain + (plain >= 11 ? 1 : 0) + (plain >= 21 ? 1 : 0) + (plain >= 31 ? 1 : 0)
            default: return nil
            }
            sum += value << index
        }
        return sum % 11 % 10
    }

    /// Whether a text is a freight container number (ISO 6346): owner, U, J or Z, six digits, check digit.
    public static func isContainerNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 11, [UInt8(ascii: "U"), UInt8(ascii: "J"), UInt8(ascii: "Z")].contains(bytes[3]) else {
            return false
        }
        return container(text.dropLast()).map { UInt8($0 + 48) == bytes[10] } ?? false
    }

    /// The check character of a VIN at position 9 (49 CFR 565.15(c), GB 16735 annex A), or nothing for other text.
    public static func vin(_ text: String) -> Character? {
        let bytes = Array(text.utf8)
        guard hasVINShape(text) else { return nil }
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        // A1…H8, J1…R9 without O and Q, S2…Z9.
        let letters: [UInt8: Int] = [
            65: 1, 66: 2, 67: 3, 68: 4, 69: 5, 70: 6, 71: 7, 72: 8, 74: 1, 75: 2, 76: 3, 77: 4, 78: 5, 80: 7, 82: 9,
            83: 2, 84: 3, 85: 4, 86: 5, 87: 6, 88: 7, 89: 8, 90: 9,
        ]
        let sum = zip(bytes, weights).reduce(0) { $0 + (letters[$1.0] ?? Int($1.0) - 48) * $1.1 }
        return sum % 11 == 10 ? "X" : Character(String(sum % 11))
    }

    /// Whether a text is a VIN: its shape, and its check digit where the region demands one (North America: 1 to 5,
    /// 49 CFR 565.15; China: L, GB 16735).
    public static func isVIN(_ text: String) -> Bool {
        guard hasVINShape(text) else { return false }
        guard let region = text.utf8.first, "12345L".utf8.contains(region) else { return true }
        return vin(text)?.utf8.first == Array(text.utf8)[8]
    }

    /// Whether a text has the shape of a VIN: 17 of A–Z and 0–9 without I, O and Q (ISO 3779).
    public static func hasVINShape(_ text: String) -> Bool {
        text.utf8.count == 17
            && text.utf8.allSatisfy { byte in
                (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90 && byte != 73 && byte != 79 && byte != 81)
            }
    }

    /// Whether a text is a ship's IMO number: seven digits, the last the weighted sum of the others.
    public static func isIMO(_ text: String) -> Bool {
        guard let digits = digits(text), digits.count == 7 else { return false }
        return digits.dropLast().enumerated().reduce(0) { $0 + $1.element * (7 - $1.offset) } % 10 == digits[6]
    }

    /// Whether a text is a China unified social credit code (GB 32100-2015).
    public static func isUSCC(_ text: String) -> Bool {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
        let values = text.utf8.map { byte in alphabet.firstIndex(of: byte) ?? -1 }
        guard values.count == 18, !values.contains(-1), let first = text.utf8.first,
            (first >= 49 && first <= 57) || [65, 78, 89].contains(first),
            text.utf8.dropFirst(2).prefix(6).allSatisfy({ $0 >= 48 && $0 <= 57 })
        else { return false }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return (31 - sum % 31) % 31 == values[17]
    }

    /// The remainder by 97 of a text whose letters count from A = 10 (ISO 7064).
    private static func remainder97(_ text: some Sequence<UInt8>) -> Int? {
        var remainder = 0
        for byte in text {
            switch byte {
            case 48...57: remainder = (remainder * 10 + Int(byte) - 48) % 97
            case 65...90: remainder = (remainder * 100 + Int(byte) - 55) % 97
            default: return nil
            }
        }
        return remainder
    }

    /// Whether a text is a legal entity identifier (ISO 17442).
    public static func isLEI(_ text: String) -> Bool { text.utf8.count == 20 && remainder97(text.utf8) == 1 }

    /// Whether a text is an IBAN by its shape and check digits (ISO 13616); the length by country is not checked.
    public static func isIBAN(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (15...34).contains(bytes.count), bytes[0] >= 65, bytes[1] >= 65 else { return false }
        return remainder97(bytes[4...] + bytes[..<4]) == 1
    }
}
