internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Reports

/// What every run over documents takes: the day, the configuration and the language.
struct RunOptions: ParsableArguments {
    @Option(help: "The day on which rules are judged, as 2026-11-24; today by default.")
    var asOf: String?

    @Option(
        help: "The configuration; shiplint.yaml in or above the first path by default.",
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @OptionGroup var spoken: LanguageOptions

    /// The day that is asked for.
    var day: CalendarDate? { asOf.flatMap { CalendarDate($0) } }

    func validate() throws {
        if let asOf, day == nil { throw ValidationError("--as-of '\(asOf)' is no date like 2026-11-24") }
    }

    /// What is asked for so far of some paths.
    func request(_ paths: [String]) -> CheckRequest {
        CheckRequest(paths: paths, asOf: day, configurationPath: config)
    }

    /// The language asked for, else the configuration's, else the locale's.
    func language(_ report: Report) -> Language { spoken.language(report.configuration.language) }
}
