extension Library {
    /// Functions over points and spans of time (CEL language definition, "Timestamps and Durations").
    static let times: [Function] = [
        member("getFullYear", ofDate: { $0.components.year }),
        member("getMonth", ofDate: { $0.components.month - 1 }),
        member("getDate", ofDate: { $0.components.day }),
        member("getDayOfMonth", ofDate: { $0.components.day - 1 }),
        member("getDayOfYear", ofDate: dayOfYear),
        member("getDayOfWeek", ofDate: dayOfWeek),
        clock("getHours", ofDay: { $0 / 3600 }, ofSpan: { $0 / 3_600_000_000_000 }),
        clock("getMinutes", ofDay: { $0 / 60 % 60 }, ofSpan: { $0 / 60_000_000_000 }),
        clock("getSeconds", ofDay: { $0 % 60 }, ofSpan: { $0 / 1_000_000_000 }),
        milliseconds,
    ].flatMap { $0 }

    private static func dayOfYear(_ date: CalendarDate) -> Int {
        guard let first = CalendarDate(year: date.components.year, month: 1, day: 1) else { return 0 }
        return Int(date.daysSinceEpoch - first.daysSinceEpoch)
    }

    private static func dayOfWeek(_ date: CalendarDate) -> Int {
        let day = (Int(date.daysSinceEpoch) + 4) % 7
        return day < 0 ? day + 7 : day
    }

    private static func member(_ name: String, ofDate part: @escaping @Sendable (CalendarDate) -> Int) -> [Function] {
        timestamp(name) { day, _, _ in part(day) }
    }

    /// A part of a point in time, in UTC and in a zone.
    private static func timestamp(
        _ name: String,
        _ part: @escaping @Sendable (CalendarDate, Int, Int32) -> Int
    ) -> [Function] {
        [
            member(name, [.timestamp], .int) { arguments, context throws(EvaluationError) in
                guard case .timestamp(let timestamp) = arguments[0] else { throw context.noOverload(name) }
                let (day, second) = timestamp.parts(offset: 0)
                return .int(Int64(part(day, second, timestamp.nanoseconds)))
            },
            member(name, [.timestamp, .string], .int) { arguments, context throws(EvaluationError) in
                guard case .timestamp(let timestamp) = arguments[0] else { throw context.noOverload(name) }
                let zone = try text(arguments, 1, context)
                guard let offset = offset(zone, at: timestamp.seconds) else {
                    throw context.error("there is no time zone '\(zone)'")
                }
                let (day, second) = timestamp.parts(offset: offset)
                return .int(Int64(part(day, second, timestamp.nanoseconds)))
            },
        ]
    }

    private static func clock(
        _ name: String,
        ofDay: @escaping @Sendable (Int) -> Int,
        ofSpan: @escaping @Sendable (Int64) -> Int64
    ) -> [Function] {
        timestamp(name) { _, second, _ in ofDay(second) } + [span(name, ofSpan)]
    }

    private static let milliseconds: [Function] =
        timestamp("getMilliseconds") { _, _, nanoseconds in Int(nanoseconds / 1_000_000) } + [
            span("getMilliseconds") { $0 % 1_000_000_000 / 1_000_000 }
        ]

    private static func span(_ name: String, _ part: @escaping @Sendable (Int64) -> Int64) -> Function {
        member(name, [.duration], .int) { arguments, context throws(EvaluationError) in
            guard case .duration(let span) = arguments[0] else { throw context.noOverload(name) }
            return .int(part(span.nanoseconds))
        }
    }

    /// Seconds east of Greenwich: `UTC`, `+08:00`, `08:00`, or a name of the IANA database.
    private static func offset(_ zone: String, at seconds: Int64) -> Int? {
        if zone == "UTC" || zone == "Z" || zone == "GMT" { return 0 }
        let parts = zone.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts[1].utf8.count == 2, let minutes = Int(parts[1]), (0..<60).contains(minutes),
            let hours = Int(parts[0].hasPrefix("+") || parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0]),
            (0..<24).contains(hours)
        {
            return (parts[0].hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
        }
        return TimeZoneFile(named: zone)?.offset(at: seconds)
    }
}
