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
