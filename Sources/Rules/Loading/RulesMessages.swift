/// The wording of what short forms say.
enum RulesMessages {
    /// A field that must be there.
    enum Required {
        static func english(_ meaning: String) -> String { "the \(meaning) is missing" }
        static func chinese(_ meaning: String) -> String { "缺少\(meaning)" }
    }

    /// A code that must be in a list.
    enum Code {
        static func english(_ value: String, _ meaning: String) -> String { "'\(value)' is not a known \(meaning)" }
        static func chinese(_ value: String, _ meaning: String) -> String { "“\(value)”不是有效的\(meaning)" }
    }

    /// A text that must have a form.
    enum Pattern {
        static func english(_ value: String, _ meaning: String) -> String {
            "'\(value)' does not have the form of a \(meaning)"
        }
        static func chinese(_ value: String, _ meaning: String) -> String { "“\(value)”不符合\(meaning)的格式" }
    }

    /// A value that is written as it is read.
    enum Written {
        static func english(_ written: String, _ value: String, _ meaning: String) -> String {
            "the \(meaning) is written as '\(written)', with blanks around it or in full-width characters, and read as '\(value)'"
        }
        static func chinese(_ written: String, _ value: String, _ meaning: String) -> String {
            "\(meaning)写作“\(written)”，含首尾空格或全角字符，读作“\(value)”"
        }
    }

    /// A value that may stand only once.
    enum Unique {
        static func english(_ what: String) -> String { "\(what) stands {members.count()} times" }
        static func chinese(_ what: String) -> String { "\(what)出现 {members.count()} 次" }
    }

    /// A document that must be there.
    enum Present {
        static func english(_ kind: String) -> String { "there is no \(kind)" }
        static func chinese(_ kind: String) -> String { "缺少\(kind)" }
    }
}
