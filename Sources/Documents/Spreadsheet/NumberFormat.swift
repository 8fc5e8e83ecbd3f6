/// What the format of a spreadsheet's cell says about its number, beyond how many decimals are shown.
enum NumberFormat: Equatable {
    /// Nothing.
    case general
    /// The number counts days.
    case date
    /// The number is hundredths.
    case percent
    /// Letters stand before or behind it, or zeros before it: `12 PCS`, `USD 12.5`, `00123`.
    case dressed(prefix: [UInt8], suffix: [UInt8], digits: Int)

    /// The format that a number built into every spreadsheet program means (ECMA-376 part 1 §18.8.30; 27 to 36 and 50 to
    /// 58 are dates in East Asian versions).
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percent
        case 14...22, 27...36, 45...47, 50...58: self = .date
        default: self = .general
        }
    }

    /// The format that a code means: `yyyy"年"m"月"d"日"`, `#,##0" PCS"`, `[$USD] 0.00`, `00000`.
    init(code: String) {
        var prefix = ""
        var suffix = ""
        var digits = 0
        var isDate = false
        var isPercent = false
        var isBehind = false
        var isFraction = false
        var rest = code[...]
        func literal(_ text: some StringProtocol) {
            if isBehind { suffix += text } else { prefix += text }
        }
        // Sections behind the first are for negative numbers, zero and text.
        scan: while let character = rest.first {
            rest = rest.dropFirst()
            switch character {
            case ";": break scan
            case "\"":
                literal(rest.prefix { $0 != "\"" })
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\":
                literal(rest.prefix(1))
                rest = rest.dropFirst()
            case "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.drop { $0 != "]" }.dropFirst()
                if inside.first == "$" {
                    literal(inside.dropFirst().prefix { $0 != "-" })
                } else if let unit = inside.first, "hms".contains(unit.lowercased()) {
                    isDate = true
                }
            case "0", "#", "?":
                if character == "0", !isFraction { digits += 1 }
                isBehind = true
            case ".": isFraction = true
            case "%": isPercent = true
            case _ where "Ee".contains(character) && (rest.first == "+" || rest.first == "-"): rest = rest.dropFirst()
            case _ where "Gg".contains(character) && rest.lowercased().hasPrefix("eneral"):
                rest = rest.dropFirst(6)
                isBehind = true
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": isDate = true
            case "@": break
            default:
                if !character.isASCII || character.isLetter || "$ -".contains(character) { literal("\(character)") }
            }
        }
        if isDate {
            self = .date
        } else if isPercent {
            self = .percent
        } else {
            let isTelling = Self.tells(prefix) || Self.tells(suffix)
            self =
                isTelling || digits > 1
                ? .dressed(
                    prefix: isTelling ? Array(prefix.utf8) : [],
                    suffix: isTelling ? Array(suffix.utf8) : [],
                    digits: max(1, digits)
                ) : .general
        }
    }

    /// Whether letters or a currency's sign stand in a text, and no digit.
    private static func tells(_ text: String) -> Bool {
        text.contains { $0.isLetter || $0.isCurrencySymbol } && !text.contains(where: \.isNumber)
    }

    /// Appends a number as a cell of this format shows it, its decimals unshortened.
    ///
    /// - Parameters:
    ///   - number: the number as the file has it.
    ///   - bytes: takes the text.
    ///   - epoch: for dates, how many days before 1970-01-01 day 0 is.
    /// - Returns: whether digits were lost before the file was saved.
    func append(_ number: [UInt8], to bytes: inout [UInt8], epoch: Int) -> Bool {
        guard let value = CellNumber(number) else {
            bytes.append(contentsOf: number)
            return false
        }
        switch self {
        case .date: Self.appendDate(number, value, to: &bytes, epoch: epoch)
        case .percent:
            value.append(to: &bytes, shift: 2)
            bytes.append(UInt8(ascii: "%"))
        case .dressed(let prefix, let suffix, let digits):
            bytes.append(contentsOf: prefix)
            value.append(to: &bytes, minimum: digits)
            bytes.append(contentsOf: suffix)
        case .general: value.append(to: &bytes)
        }
        return self != .date && value.hasLostDigits
    }

    /// Days become `2026-11-24`, parts of a day `10:30:00`; what is no date stays a number.
    private static func appendDate(_ number: [UInt8], _ value: CellNumber, to bytes: inout [UInt8], epoch: Int) {
        guard let serial = Double(String(decoding: number, as: UTF8.self)), serial >= 0, serial < 2_958_466 else {
            value.append(to: &bytes)
            return
        }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        if days > 0 { bytes.append(contentsOf: calendarDate(days - epoch).utf8) }
        if seconds > 0 || days == 0 {
            if days > 0 { bytes.append(0x20) }
            let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            bytes.append(contentsOf: parts.joined(separator: ":").utf8)
        }
    }

    /// The Gregorian date so many days after 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
    private static func calendarDate(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
