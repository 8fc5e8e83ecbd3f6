/// A text in the two languages that shiplint speaks.
package struct LocalizedText: Hashable, Sendable {
    /// English.
    package let english: String
    /// Simplified Chinese.
    package let chinese: String

    /// Makes a text from both.
    package init(english: String, chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}
