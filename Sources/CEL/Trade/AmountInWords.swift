/// An amount that is written out, as invoices and contracts have it: `SAY US DOLLARS TWELVE THOUSAND AND CENTS FIFTY ONLY`,
/// `人民币壹万贰仟元伍角整`.
///
/// Nothing is guessed: a text with a word in the wrong place has no amount.
public enum AmountInWords {
    /// The amount; nothing where the text does not say one beyond doubt.
    ///
    /// O(n).
    public static func amount(of text: String) -> Decimal? {
        text.unicodeScalars.contains { chineseDigits[$0] != nil || chineseScales[$0] != nil }
            ? chinese(text) : english(text)
    }

    /// Greater amounts are not written out.
    private static let most: Int64 = 1_000_000_000_000_000

    private static func decimal(_ whole: Int64, hundredths: Int64) -> Decimal {
        Decimal(mantissa: Int128(whole) * 100 + Int128(hundredths), scale: 2)
    }

    // MARK: English

    private static let small: [Substring: Int64] = Dictionary(
        uniqueKeysWithValues: zip(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                + "seventeen eighteen nineteen").split(separator: " "),
            0...
        )
    )
    private static let tens: [Substring: Int64] = Dictionary(
        uniqueKeysWithValues: zip("twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " "), 2...)
    )
    private static let scales: [Substring: Int64] = [
        "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "lakh": 100_000, "crore": 10_000_000,
    ]
    private static let parts: Set<Substring> = ["cent", "cents", "pence", "fils"]

    /// A number that is being read, word by word.
    private struct Reading {
        var sum: Int64 = 0
        var current: Int64 = 0
        var lowest: Int64 = .max
        var isStarted = false

        var value: Int64 { sum + current }

        /// Takes a word; false if it has no place here.
        mutating func take(_ word: Substring) -> Bool? {
            if let value = small[word] { return add(value, room: value < 10 ? 10 : 100) }
            if let value = tens[word] { return add(value * 10, room: 100) }
            if word == "hundred" {
                guard (1...99).contains(current) else { return false }
                current *= 100
                return true
            }
            guard let scale = scales[word] else { return nil }
            guard current > 0, scale < lowest else { return false }
            sum += current * scale
            (current, lowest) = (0, scale)
            return sum < most
        }

        private mutating func add(_ value: Int64, room: Int64) -> Bool {
            guard current % room == 0, !isStarted || current > 0 || sum > 0 else { return false }
            isStarted = true
            current += value
            return true
        }
    }

    private static func english(_ text: String) -> Decimal? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "/" }
        var (whole, part): (Reading, Reading) = (Reading(), Reading())
        var (isPart, isEnded) = (false, false)
        for word in words {
            if parts.contains(word) {
                // "fifty cents" or "cents fifty": what was read last is moved, or what follows belongs there.
                isPart = true
                continue
            }
            if word.hasSuffix("/100"), let hundredths = Int64(word.dropLast(4)), (0...99).contains(hundredths) {
                guard whole.isStarted, !part.isStarted else { return nil }
                (part.current, part.isStarted) = (hundredths, true)
                continue
            }
            let taken = isPart || (isEnded && whole.isStarted) ? part.take(word) : whole.take(word)
            switch taken {
            case true?: continue
            case false?: return nil
            case nil:
                guard !word.contains(where: \.isNumber), word != "point" else { return nil }
                // The name of a currency ends the number before it; "and" does not.
                if whole.isStarted, word != "and" { isEnded = true }
            }
        }
        guard whole.isStarted, part.value < 100,
            !part.isStarted || isPart || words.contains(where: { $0.hasSuffix("/100") })
        else { return nil }
        return decimal(whole.value, hundredths: part.value)
    }

    // MARK: Chinese

    private static let chineseDigits: [Unicode.Scalar: Int64] = [
        "零": 0, "〇": 0, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let chineseScales: [Unicode.Scalar: Int64] = ["拾": 10, "佰": 100, "仟": 1000]

    private static func chinese(_ text: String) -> Decimal? {
        var (sum, section, digit): (Int64, Int64, Int64?) = (0, 0, nil)
        var hundredths: Int64 = 0
        var (isStarted, isWhole) = (false, false)
        for scalar in text.unicodeScalars {
            if let value = chineseDigits[scalar] {
                guard digit == nil || digit == 0 else { return nil }
                (digit, isStarted) = (value, true)
            } else if let scale = chineseScales[scalar] {
                guard !isWhole, section % (scale * 10) == 0 else { return nil }
                section += (digit ?? 1) * scale
                (digit, isStarted) = (nil, true)
            } else if scalar == "万" || scalar == "萬" || scalar == "亿" || scalar == "億" {
                let isMyriad = scalar == "万" || scalar == "萬"
                guard isStarted, !isWhole, sum < (isMyriad ? most : most / 100_000_000) else { return nil }
                sum = isMyriad ? sum + (section + (digit ?? 0)) * 10_000 : (sum + section + (digit ?? 0)) * 100_000_000
                (section, digit) = (0, nil)
            } else if "元圆圓镑磅".unicodeScalars.contains(scalar) {
                guard isStarted, !isWhole else { continue }
                sum += section + (digit ?? 0)
                (section, digit, isWhole) = (0, nil, true)
            } else if scalar == "角" || scalar == "分" {
                guard isWhole, let value = digit else { return nil }
                hundredths += scalar == "角" ? value * 10 : value
                digit = nil
            } else if isStarted, !"整正美欧英日加澳港人民币 ".unicodeScalars.contains(scalar) {
                return nil
            }
        }
        guard isStarted, isWhole, section == 0, digit == nil || digit == 0 else { return nil }
        return decimal(sum, hundredths: hundredths)
    }
}
