package import CEL

/// Numbers as documents write them: `1,234.50`, `1.234,50`, `１２３`, `USD 1,234.50`, `12 PCS`.
package enum NumberText {
    /// A number and the letters beside it.
    package struct Parsed: Sendable {
        /// The number, exact.
        package let value: Decimal
        /// The letters before or after it (a currency, a unit), trimmed; empty if none.
        package let affix: String
    }

    /// Parses plain machine numbers (`-12.50`) without allocating, others through the general form.
    ///
    /// A sole comma followed by exactly three digits separates thousands; otherwise the last of comma and point is the
    /// decimal separator.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8, trimmed.
    ///   - usesComma: whether the document is known to write decimals with a comma: then `1.250` is a thousand and more, and
    ///     `1,250` little more than one.
    /// - Returns: the number, or why there is none.
    package static func parse(_ bytes: Span<UInt8>, usesComma: Bool = false) -> Result<Parsed, NumberFault> {
        if !usesComma || !hasPoint(bytes) {
            if let plain = plainDecimal(bytes) { return .success(Parsed(value: plain, affix: "")) }
            if let parsed = plainWithLetters(bytes) { return .success(parsed) }
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for index in bytes.indices { text.append(bytes[index]) }
        return parseWritten(String(decoding: text, as: UTF8.self), usesComma: usesComma)
    }

    private static func hasPoint(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] == UInt8(ascii: ".") { return true }
        return false
    }

    /// Why a text is not a number.
    package enum NumberFault: Error, Sendable {
        /// There is no number in it, or something else besides.
        case notANumber
        /// It is written with an exponent.
        case scientific
        /// It has more digits than an exact decimal holds.
        case digits
    }

    /// A plain number with letters before or behind it, such as `12.5 kg` or `USD 12.50`; nothing for any other form.
    private static func plainWithLetters(_ bytes: Span<UInt8>) -> Parsed? {
        func isLetter(_ byte: UInt8) -> Bool {
            byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
        }
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        var (start, end) = (0, bytes.count)
        while start < end, isLetter(bytes[start]) { start += 1 }
        let before = start
        while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
        while end > start, isLetter(bytes[end - 1]) { end -= 1 }
        let behind = bytes.count - end
        while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        // What begins or ends with a point is for the general form to judge, and so are letters on both sides.
        guard (before == 0) != (behind == 0), before + behind <= maximumAffix, end > start, isDigit(bytes[start]),
            isDigit(bytes[end - 1]), let value = plainDecimal(bytes.extracting(start..<end))
        else { return nil }
        var affix: [UInt8] = []
        for index in before > 0 ? 0..<before : (bytes.count - behind)..<bytes.count { affix.append(bytes[index]) }
        return Parsed(value: value, affix: String(decoding: affix, as: UTF8.self))
    }

    /// The most letters beside a number.
    private static let maximumAffix = 12

    /// Digits with at most one point and a sign, up to 18 digits; nothing for any other form.
    @inline(__always)
    private static func plainDecimal(_ bytes: Span<UInt8>) -> Decimal? {
        guard !bytes.isEmpty, bytes.count <= 19 else { return nil }
        var mantissa: Int64 = 0
        var scale = -1
        var digits = 0
        var isNegative = false
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                guard digits <= 18 else { return nil }
                mantissa = mantissa &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
                if scale >= 0 { scale += 1 }
            case UInt8(ascii: "."):
                guard scale < 0 else { return nil }
                scale = 0
            case UInt8(ascii: "-") where index == 0: isNegative = true
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        return Decimal(mantissa: Int128(isNegative ? -mantissa : mantissa), scale: max(0, scale))
    }

    /// The amount within what a customs declaration prints for freight and insurance: currency, amount and sort of amount,
    /// as `USD/2850/3`, or a rate and its sort, as `0.3/1`.
    private static func declared(_ text: String) -> (amount: String, currency: String)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { trimmed(String($0)) }
        guard let sort = parts.last, ["1", "2", "3"].contains(sort), parts.count > 1 else { return nil }
        let isCurrency = parts[0].utf8.count == 3 && parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if parts.count == 3, isCurrency { return (parts[1], parts[0].allSatisfy(\.isLetter) ? parts[0] : "") }
        return parts.count == 2 && parts[0].contains(".") ? (parts[0], "") : nil
    }

    private static func parseWritten(_ text: String, usesComma: Bool) -> Result<Parsed, NumberFault> {
        if text.utf8.contains(UInt8(ascii: "/")), let (amount, currency) = declared(text) {
            return parseWritten(amount, usesComma: usesComma).map { Parsed(value: $0.value, affix: currency) }
        }
        var prefix = ""
        var digits = ""
        var suffix = ""
        for scalar in text.unicodeScalars {
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            guard let character = Unicode.Scalar(value) else { return .failure(.notANumber) }
            let isNumeral = Self.isNumeral(character)
            let isBlank = Self.isBlank(character)
            if isNumeral, suffix.isEmpty {
                digits.unicodeScalars.append(character)
            } else if digits.isEmpty {
                prefix.unicodeScalars.append(character)
            } else if !isBlank || !suffix.isEmpty {
                suffix.unicodeScalars.append(character)
            }
        }
        if isExponent(suffix) { return .failure(.scientific) }
        // "5 x 3" or "12 PCS 3": a number beside another is not one number.
        if withoutPower(suffix).contains(where: { ("0"..."9").contains($0) }) { return .failure(.notANumber) }
        let affix = trimmed(prefix).isEmpty ? trimmed(suffix) : trimmed(prefix)
        guard affix.unicodeScalars.count <= maximumAffix, let plain = normalised(digits, usesComma: usesComma) else {
            return .failure(.notANumber)
        }
        guard plain.utf8.count(where: { $0 >= 0x30 && $0 <= 0x39 }) <= 38 else { return .failure(.digits) }
        guard let value = Decimal(plain) else { return .failure(.notANumber) }
        return .success(Parsed(value: value, affix: affix))
    }

    /// Whether a character is a digit or stands between or before digits.
    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", ".", ",", "-", "+", "'": true
        default: false
        }
    }

    /// Most are ASCII, which needs no table.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// A unit without the power at its end: `m3`, `cm2`.
    private static func withoutPower(_ suffix: String) -> String.UnicodeScalarView.SubSequence {
        let scalars = suffix.unicodeScalars[...]
        guard let last = scalars.last, last == "2" || last == "3",
            let before = scalars.dropLast().last, before.properties.isAlphabetic
        else { return scalars }
        return scalars.dropLast()
    }

    private static func isExponent(_ suffix: String) -> Bool {
        guard let first = suffix.unicodeScalars.first, first == "e" || first == "E" else { return false }
        let rest = suffix.unicodeScalars.dropFirst()
        return !rest.isEmpty && rest.allSatisfy { ("0"..."9").contains($0) || $0 == "+" || $0 == "-" }
    }

    /// The digits with a point as decimal separator and nothing between thousands.
    private static func normalised(_ digits: String, usesComma: Bool) -> String? {
        let commas = digits.utf8.count(where: { $0 == UInt8(ascii: ",") })
        let points = digits.utf8.count(where: { $0 == UInt8(ascii: ".") })
        var decimalSeparator: Character = "."
        if usesComma, commas <= 1, points == 0 || isThousands(String(digits.prefix { $0 != "," }), ".") {
            decimalSeparator = ","
        } else if commas > 0, points > 0 {
            guard let last = digits.lastIndex(where: { $0 == "," || $0 == "." }) else { return nil }
            decimalSeparator = digits[last]
        } else if commas == 1, !isThousands(digits, ",") {
            decimalSeparator = ","
        } else if commas > 1 {
            guard isThousands(digits, ",") else { return nil }
        } else if points > 1 {
            guard isThousands(digits, ".") else { return nil }
            decimalSeparator = ","
        }
        let plain = digits.compactMap { character -> Character? in
            switch character {
            case decimalSeparator: "."
            case ",", ".", "'": nil
            default: character
            }
        }
        return String(plain)
    }

    private static func isThousands(_ digits: String, _ separator: Character) -> Bool {
        let groups = digits.drop { $0 == "-" || $0 == "+" }.split(
            separator: separator,
            omittingEmptySubsequences: false
        )
        guard let first = groups.first, (1...3).contains(first.count), first != "0" else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !isBlank($0) }),
            let end = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[start...end])
    }
}
