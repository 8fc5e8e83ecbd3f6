#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Doubles as text and back.
enum DoubleText {
    /// Reads a decimal number, `NaN` or `Infinity`; nothing for any other form.
    static func parse(_ text: String) -> Double? {
        switch text {
        case "NaN": return .nan
        case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
        case "-Infinity", "-Inf": return -.infinity
        default:
            // Digits, a point, an exponent: Swift also reads hexadecimal and names.
            let isNumber = text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }
            return isNumber ? Double(text) : nil
        }
    }

    /// The fewest digits that give the same double back; with an exponent below 1e-4 and from 1e21 on.
    static func shortest(_ double: Double) -> String {
        if let name = special(double) { return name }
        let (sign, digits, point) = parts(double)
        let exponent = point - 1
        guard exponent < -4 || exponent >= 21 else { return plain(double) }
        let head = digits.prefix(1) + (digits.count > 1 ? "." + digits.dropFirst() : "")
        let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        return "\(sign)\(head)e\(exponent < 0 ? "-" : "+")\(power)"
    }

    /// The fewest digits that give the same double back, without an exponent.
    static func plain(_ double: Double) -> String {
        if let name = special(double) { return name }
        let (sign, digits, point) = parts(double)
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// With so many digits behind the point, rounded to even from the exact binary value, as C's `%f` or `%e`.
    static func fixed(_ double: Double, precision: Int, isScientific: Bool) -> String {
        if let name = special(double) { return name }
        var buffer = [CChar](repeating: 0, count: 400 + precision)
        let count = unsafe withVaList([CInt(precision), double]) { arguments in
            unsafe vsnprintf(&buffer, buffer.count, isScientific ? "%.*e" : "%.*f", arguments)
        }
        return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func special(_ double: Double) -> String? {
        if double.isNaN { return "NaN" }
        if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
        return nil
    }

    /// Sign, significant digits, and how many of them stand before the point.
    private static func parts(_ double: Double) -> (sign: String, digits: String, point: Int) {
        let sign = double.sign == .minus ? "-" : ""
        guard double != 0 else { return (sign, "0", 1) }
        // Swift's description is the shortest: `123.0`, `1e-07`, `1.5e+300`.
        let text = double.magnitude.description
        let halves = text.split(separator: "e")
        let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        let mantissa = halves[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let all = mantissa[0] + fraction
        let trimmed = all.drop { $0 == "0" }
        var digits = String(trimmed)
        while digits.hasSuffix("0") { digits.removeLast() }
        return (sign, digits, mantissa[0].count + exponent - (all.count - trimmed.count))
    }
}
