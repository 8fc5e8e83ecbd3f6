internal import Records

/// The languages of the page.
enum PageLanguage: String, Codable, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// The same for rules and reports.
    var spoken: Language { self == .chinese ? .chinese : .english }

    /// The language that a browser prefers (RFC 9110, 12.5.4).
    init(accepting header: String?) {
        let first = header?.split(separator: ",").first { $0.contains("zh") || $0.contains("en") }
        self = first?.lowercased().contains("zh") == true ? .chinese : .english
    }
}
