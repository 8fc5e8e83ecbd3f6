internal import ArgumentParser
internal import Records

/// The language that a command speaks.
struct LanguageOptions: ParsableArguments {
    @Option(
        help: "Language: en or zh; the configuration's, then the locale's by default.",
        completion: .list(["en", "zh"])
    )
    var lang: String?

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
    }

    /// The language asked for, else the configuration's, else the locale's.
    func language(_ configured: Language? = nil) -> Language {
        lang.flatMap { Language(rawValue: $0) } ?? configured ?? Terminal.language
    }
}
