/// A number of a spreadsheet as decimal digits.
///
/// Spreadsheets keep binary numbers and write 17 digits of them (`11.400000000000001`); they compute with and show 15,
/// and so do we.
struct CellNumber {
    /// Digits that a spreadsheet keeps.
    static let precision = 15

    private var isNegative = false
    /// The digits without leading and trailing zeros; empty for zero.
    private var digits: [UInt8] = []
    /// How many of the digits stand before the point; may be negative or more than there are.
    private var whole = 0

    /// Parses `-12.5`, `1.0E-3`; nothing for anything else, and for exponents of three digits.
    init?(_ bytes: some Collection<UInt8>) {
        var pointAt: Int?
        var exponent = 0
        var rest = bytes[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        }
        var count = 0
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte)
                count += 1
            case UInt8(ascii: ".") where pointAt == nil: pointAt = count
            case UInt8(ascii: "E"), UInt8(ascii: "e"):
                guard rest.count <= 3, let value = Int(String(decoding: rest, as: UTF8.self)) else { return nil }
                exponent = value
                rest = rest.dropFirst(rest.count)
            default: return nil
            }
        }
        guard count > 0, count <= 400 else { return nil }
        whole = (pointAt ?? count) + exponent
        trim()
        round()
    }

    private mutating func trim() {
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        whole = digits.isEmpty ? 0 : whole - zeros
    }

    private mutating func round() {
        guard digits.count > Self.precision else { return }
        let isUp = digits[Self.precision] >= UInt8(ascii: "5")
        digits.removeLast(digits.count - Self.precision)
        var index = digits.count - 1
        while isUp, index >= 0 {
            if digits[index] < UInt8(ascii: "9") {
                digits[index] += 1
                break
            }
            digits[index] = UInt8(ascii: "0")
            index -= 1
        }
        if isUp, index < 0 {
            digits.insert(UInt8(ascii: "1"), at: 0)
            whole += 1
        }
        trim()
    }

    /// Whether it is a whole number with more digits than a spreadsheet keeps, so that its last ones were lost.
    var hasLostDigits: Bool { whole > Self.precision }

    /// Appends it as people write numbers.
    ///
    /// - Parameters:
    ///   - bytes: takes it.
    ///   - shift: the power of ten it is multiplied with.
    ///   - minimum: at least so many digits before the point.
    func append(to bytes: inout [UInt8], shift: Int = 0, minimum: Int = 1) {
        if isNegative, !digits.isEmpty { bytes.append(UInt8(ascii: "-")) }
        let zero = UInt8(ascii: "0")
        let whole = digits.isEmpty ? 0 : self.whole + shift
        for _ in max(0, whole)..<max(minimum, max(0, whole)) { bytes.append(zero) }
        for index in 0..<max(0, whole) { bytes.append(index < digits.count ? digits[index] : zero) }
        guard whole < digits.count else { return }
        bytes.append(UInt8(ascii: "."))
        for _ in 0..<max(0, -whole) { bytes.append(zero) }
        bytes.append(contentsOf: digits[max(0, whole)...])
    }
}
