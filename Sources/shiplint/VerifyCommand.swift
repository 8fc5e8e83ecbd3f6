internal import ArgumentParser
internal import Linting
internal import Reports

/// `shiplint verify`.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Repeat the run of a JSON report, and say whether it still holds.",
        discussion: """
            Reads the same paths with the same packs, markets, stage and day, from the folder in which the report was \
            made. It holds where the files have the same bytes and the findings and verdicts are the same.

            Exit status: 0 it holds, 1 it does not, 2 the run could not be repeated.
            """
    )

    @Argument(help: "The report, as 'shiplint check --output json=FILE' wrote it.", completion: .file())
    var report: String

    @Option(help: "text or json.")
    var output: PlainForm = .text

    @OptionGroup var spoken: LanguageOptions

    func run() async throws {
        let recorded = try RecordedReport(path: report)
        let again = try await Checker.check(recorded.request)
        let verification = Verification(recorded, again: again)
        let reporter = VerificationReport(language: spoken.language(again.configuration.language))
        switch output {
        case .text: Terminal.print(reporter.text(verification, of: recorded))
        case .json: Terminal.print(reporter.json(verification, of: recorded))
        }
        if !verification.holds { throw ExitStatus.findings }
    }
}
