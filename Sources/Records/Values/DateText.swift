package import CEL

/// Dates as documents write them: `2026-11-24`, `24.11.2026`, `24-Nov-26`, `NOV.24,2026`, `2026年11月24日`, `20261124`.
package enum DateText {
    /// Why a text is not a date.
    package enum DateFault: Error, Sendable {
        /// There is no date in it.
        case notADate
        /// Day and month cannot be told apart.
        case ambiguous
        /// It is a time span, such as `30 days`.
        case span
    }

    /// One run of digits or letters of a text.
    private enum Token {
        case number(Int, digits: Int)
        case month(Int)
    }

    /// Parses a date; a time of day behind it is left out.
    ///
    /// - Parameters:
    ///   - text: the text, trimmed.
    ///   - allowsSerial: whether a number of five digits is a spreadsheet's day count (1900 system).
    /// - Returns: the date, or why there is none.
    package static func parse(_ text: String, allowsSerial: Bool) -> Result<CalendarDate, DateFault> {
        guard let tokens = tokens(of: text) else { return .failure(isSpan(text) ? .span : .notADate) }
        func token(_ index: Int) -> Token? { index < tokens.count ? tokens[index] : nil }
        switch (token(0), token(1), token(2)) {
        case (.number(let value, digits: 8)?, nil, nil):
            return make(value / 10_000, value / 100 % 100, value % 100)
        // With hours and minutes, or seconds too, as formats 203 and 204 of UN/CEFACT documents.
        case (.number(let value, digits: 12)?, nil, nil):
            return make(value / 100_000_000, value / 1_000_000 % 100, value / 10_000 % 100)
        case (.number(let value, digits: 14)?, nil, nil):
            return make(value / 10_000_000_000, value / 100_000_000 % 100, value / 1_000_000 % 100)
        case (.number(let value, digits: 5)?, nil, nil) where allowsSerial && (20_000...80_000).contains(value):
            // Day 25569 of the 1900 date system is 1970-01-01.
            return .success(CalendarDate(daysSinceEpoch: Int32(value - 25_569)))
        case (.number(let year, digits: 4)?, .number(let month, _)?, .number(let day, _)?),
            (.number(let year, digits: 4)?, .month(let month)?, .number(let day, _)?):
            return make(year, month, day)
        case (.number(let day, digits: 1...2)?, .month(let month)?, .number(let year, let digits)?),
            (.month(let month)?, .number(let day, digits: 1...2)?, .number(let year, let digits)?):
            return make(digits == 2 ? 2000 + year : year, month, day)
        case (.number(let first, digits: 1...2)?, .number(let second, digits: 1...2)?, .number(let year, digits: 4)?):
            if first == second { return make(year, first, second) }
            if first > 12 { return make(year, second, first) }
            if second > 12 { return make(year, first, second) }
            // Nobody who writes points puts the month first.
            if isParted(text, by: ".") { return make(year, second, first) }
            return .failure(.ambiguous)
        default:
            return .failure(.notADate)
        }
    }

    /// Whether a text begins with a number of days, weeks, months or years.
    private static func isSpan(_ text: String) -> Bool {
        let words = String(String.UnicodeScalarView(halfWidth(text))).lowercased()
        let rest = words.drop { $0.isNumber }
        guard rest.startIndex > words.startIndex else { return false }
        let unit = rest.drop { " -个".contains($0) }
        return ["day", "week", "month", "year", "天", "日内", "周", "月", "年"].contains { unit.hasPrefix($0) }
    }

    private static func make(_ year: Int, _ month: Int, _ day: Int) -> Result<CalendarDate, DateFault> {
        guard (1800...2200).contains(year), let date = CalendarDate(year: year, month: month, day: day) else {
            return .failure(.notADate)
        }
        return .success(date)
    }

    /// The numbers and month names of a text, up to a time of day; nothing where another word stands in it.
    private static func tokens(of text: String) -> [Token]? {
        var tokens: [Token] = []
        var scalars = halfWidth(text)[...]
        while let first = scalars.first, tokens.count < 3 {
            if isDigit(first) {
                let run = scalars.prefix(while: isDigit)
                guard run.count <= 14 else { return nil }
                tokens.append(.number(run.reduce(0) { $0 * 10 + Int($1.value - 0x30) }, digits: run.count))
                scalars = scalars.dropFirst(run.count)
            } else if first.isASCII, first.properties.isAlphabetic {
                let run = scalars.prefix { $0.isASCII && $0.properties.isAlphabetic }
                scalars = scalars.dropFirst(run.count)
                let word = String(String.UnicodeScalarView(run)).lowercased()
                if let month = month(named: word) {
                    tokens.append(.month(month))
                } else if !["st", "nd", "rd", "th", "of"].contains(word) {
                    return nil
                }
            } else if " -/.,年月日".unicodeScalars.contains(first) {
                scalars = scalars.dropFirst()
            } else {
                return nil
            }
        }
        return isTimeOrNothing(scalars) ? tokens : nil
    }

    /// What may follow a date: nothing, 日, a zone, or `T12:30:00` and the like.
    private static func isTimeOrNothing(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.allSatisfy { isDigit($0) || " T:.+-Z日,".unicodeScalars.contains($0) }
            && (rest.first.map { !isDigit($0) } ?? true)
    }

    /// Whether a sign stands behind the first number of a text.
    private static func isParted(_ text: String, by sign: Unicode.Scalar) -> Bool {
        halfWidth(text).drop { !isDigit($0) }.drop(while: isDigit).first { $0 != " " } == sign
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func halfWidth(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { scalar in
            guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
            return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        }
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func month(named word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        return months.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
    }
}
