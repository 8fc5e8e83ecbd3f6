/// The rule for the time after a zone's last recorded change, such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX `TZ`, as
/// RFC 8536 §3.3 uses it).
struct PosixTimeZone: Sendable {
    /// When summer time begins or ends: `M3.5.0/2` is the fifth, or last, Sunday of March at two.
    private struct Change {
        var month: Int
        var week: Int
        var weekday: Int
        var second: Int
    }

    private let standard: Int
    private let summer: (offset: Int, start: Change, end: Change)?

    /// Reads a rule; nothing for forms that no current zone uses.
    init?(_ text: String) {
        var rest = Substring(text)
        guard Self.takeName(&rest), let offset = Self.takeTime(&rest) else { return nil }
        standard = -offset
        guard !rest.isEmpty else {
            summer = nil
            return
        }
        guard Self.takeName(&rest) else { return nil }
        var summerOffset = standard + 3600
        if rest.first != "," {
            guard let offset = Self.takeTime(&rest) else { return nil }
            summerOffset = -offset
        }
        guard let start = Self.takeChange(&rest), let end = Self.takeChange(&rest), rest.isEmpty else { return nil }
        summer = (summerOffset, start, end)
    }

    private static func takeName(_ rest: inout Substring) -> Bool {
        let before = rest.count
        if rest.first == "<" {
            rest = rest.drop { $0 != ">" }.dropFirst()
        } else {
            rest = rest.drop { $0.isLetter }
        }
        return rest.count < before
    }

    /// `[+-]h[:m[:s]]` in seconds.
    private static func takeTime(_ rest: inout Substring) -> Int? {
        var sign = 1
        if let first = rest.first, first == "+" || first == "-" {
            sign = first == "-" ? -1 : 1
            rest.removeFirst()
        }
        var seconds = 0
        for (index, factor) in [3600, 60, 1].enumerated() {
            if index > 0 {
                guard rest.first == ":" else { break }
                rest.removeFirst()
            }
            let digits = rest.prefix { $0.isNumber }
            guard let number = Int(digits), number < 1000 else { return nil }
            rest = rest.dropFirst(digits.count)
            seconds += number * factor
        }
        return sign * seconds
    }

    private static func takeChange(_ rest: inout Substring) -> Change? {
        guard rest.hasPrefix(",M") else { return nil }
        rest = rest.dropFirst(2)
        let date = rest.prefix { $0.isNumber || $0 == "." }
        let parts = date.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[0]), (1...5).contains(parts[1]), (0...6).contains(parts[2])
        else {
            return nil
        }
        rest = rest.dropFirst(date.count)
        var second = 7200
        if rest.first == "/" {
            rest.removeFirst()
            guard let time = takeTime(&rest) else { return nil }
            second = time
        }
        return Change(month: parts[0], week: parts[1], weekday: parts[2], second: second)
    }

    /// Seconds east of Greenwich at a point in time.
    func offset(at seconds: Int64) -> Int {
        guard let summer, let local = Timestamp(seconds: seconds)?.parts(offset: standard) else { return standard }
        let year = local.day.components.year
        guard let start = Self.moment(summer.start, year), let end = Self.moment(summer.end, year) else {
            return standard
        }
        // Changes are written in the time that holds before them.
        let (from, to) = (start - Int64(standard), end - Int64(summer.offset))
        let isSummer = from < to ? (from..<to).contains(seconds) : !(to..<from).contains(seconds)
        return isSummer ? summer.offset : standard
    }

    /// Local seconds since 1970 at which a change happens in a year.
    private static func moment(_ change: Change, _ year: Int) -> Int64? {
        guard let first = CalendarDate(year: year, month: change.month, day: 1) else { return nil }
        // 1970-01-01 was a Thursday, the fourth day counted from Sunday as 0.
        let weekday = (Int(first.daysSinceEpoch) + 4) % 7
        var day = (change.weekday - (weekday < 0 ? weekday + 7 : weekday) + 7) % 7 + (change.week - 1) * 7
        while day >= CalendarDate.days(in: change.month, of: year) { day -= 7 }
        return (Int64(first.daysSinceEpoch) + Int64(day)) * 86_400 + Int64(change.second)
    }
}
