import CEL

/// The day on which the tests judge.
enum CalendarDay {
    static let date = CalendarDate(daysSinceEpoch: 20_781)

    /// A day as `2026-11-24`.
    static func parse(_ text: String) -> CalendarDate { CalendarDate(text) ?? date }
}
