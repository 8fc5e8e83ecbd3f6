/// A language of messages and reports, by its ISO 639 code.
package enum Language: String, CaseIterable, Sendable {
    /// English.
    case english = "en"
    /// Simplified Chinese.
    case chinese = "zh"

    /// The language of the locale: English where there is none, or one of another language.
    ///
    /// - Parameter variable: gives a variable of the environment; nothing where it is not set or empty.
    package init(ofLocale variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first ?? ""
        self = locale.lowercased().hasPrefix(Self.chinese.rawValue) ? .chinese : .english
    }
}
