/// What stands in a cell that holds more than one value.
enum CellParts {
    /// The ranges of the values between separators, without blanks around them; those that are blank are left out.
    static func parts(of text: ArraySlice<UInt8>, between separators: String) -> [Range<Int>] {
        let cell = String(decoding: text, as: UTF8.self)
        return cell.split(whereSeparator: { separators.contains($0) }).compactMap { part -> Range<Int>? in
            guard let first = part.firstIndex(where: { !$0.isWhitespace }),
                let last = part.lastIndex(where: { !$0.isWhitespace })
            else { return nil }
            let start = cell.utf8.distance(from: cell.startIndex, to: first)
            return start..<(cell.utf8.distance(from: cell.startIndex, to: part.index(after: last)))
        }
    }

    /// The ranges of several codes in one text, such as `MSKU1234565, TGHU7654324`; nothing where there is but one.
    ///
    /// Behind a container's number a stroke begins another container or a seal; seals are left out.
    static func codes(in text: Span<UInt8>) -> [Range<Int>]? {
        var isStroke = false
        var holdsSeveral = false
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "/"): isStroke = true
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\n"), 0xE3, 0xEF: holdsSeveral = true
            default: break
            }
        }
        guard isStroke || holdsSeveral, text.count < 100_000 else { return nil }
        let bytes = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
        if isStroke {
            let strokes = parts(of: bytes[...], between: "/,;、，；\n")
            let containers = strokes.filter { isContainer(bytes[$0]) }
            if !containers.isEmpty { return containers }
        }
        let parts = parts(of: bytes[...], between: ",;、，；\n")
        return parts.count > 1 ? parts : nil
    }

    /// Whether a text has four letters and seven digits, as the numbers of containers do.
    private static func isContainer(_ bytes: ArraySlice<UInt8>) -> Bool {
        let code = bytes.filter { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        return code.count == 11 && code.prefix(4).allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
            && code.dropFirst(4).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The first and the last year of a range: `2008-2012`, `08~12`, `2015.03-2018.09`, `2015+`, `2015-present`, `2015-至今`.
    ///
    /// - Returns: nothing where the text is a single year, or no range of years; an open end has no year.
    static func years(in text: ArraySlice<UInt8>) -> (first: Int?, last: Int?)? {
        guard text.count < 40, !text.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
            return nil
        }
        let cell = String(decoding: text, as: UTF8.self).lowercased().replacing("to", with: "-").replacing(
            "年",
            with: ""
        )
        if cell.hasSuffix("+") { return year(cell.dropLast()).map { ($0, nil) } }
        let ends = cell.split(omittingEmptySubsequences: false) { "-~–—～至到".contains($0) }
        guard ends.count >= 2, let first = year(ends[0]) else { return nil }
        // "至今" parts at 至 as well as at the dash before it.
        let rest = ends.dropFirst().joined()
        let open = ["", "present", "now", "current", "on", "今", "现在"]
        if open.contains(String(rest.filter { !$0.isWhitespace })) { return (first, nil) }
        guard let last = year(rest[...]), last >= first else { return nil }
        return (first, last)
    }

    /// A year of two or four digits, with or without a month behind it.
    private static func year(_ text: Substring) -> Int? {
        let trimmed = text.filter { !$0.isWhitespace }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        let month = trimmed.dropFirst(digits.count)
        guard month.allSatisfy({ $0.isNumber || $0 == "." || $0 == "/" || $0 == "月" }), let number = Int(digits) else {
            return nil
        }
        switch digits.count {
        case 4 where (1900...2100).contains(number): return number
        // Cars of 1950 are sold parts for, those of 2050 are not.
        case 2: return number < 50 ? 2000 + number : 1900 + number
        default: return nil
        }
    }
}
