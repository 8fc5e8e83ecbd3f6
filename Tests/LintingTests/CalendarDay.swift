import CEL

/// The day on which the tests judge.
enum CalendarDay {
    static let date = CalendarDate(daysSinceEpoch: 20_781)
}
