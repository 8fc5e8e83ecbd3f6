internal import CEL
internal import Records

/// The wording of what the matrix of readiness says about a cell.
enum ReadinessMessages {
    /// A text that is the same in both languages, such as a number.
    static func plain(_ text: String) -> LocalizedText { LocalizedText(english: text, chinese: text) }

    /// A certificate that no longer holds.
    static func expired(_ number: String, _ date: CalendarDate) -> LocalizedText {
        LocalizedText(english: "\(number) expired on \(date)", chinese: "\(number) 已于 \(date) 到期")
    }

    /// A certificate of the class that does not name these goods.
    static func coversOthers(_ number: String) -> LocalizedText {
        LocalizedText(english: "\(number) does not name it", chinese: "\(number) 未包含该产品")
    }
}
