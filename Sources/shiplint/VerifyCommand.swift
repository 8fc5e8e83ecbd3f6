internal import ArgumentParser
internal import Linting
internal import Records
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

    @Option(help: "Language: en or zh; the locale's by default.")
    var lang: String?

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
    }

    func run() async throws {
        let verification: Verification
        do {
            let recorded = try RecordedReport(path: report)
            let again = try await Checker.check(recorded.request)
            verification = Verification(recorded, again: again)
            let language = lang.flatMap { Language(rawValue: $0) } ?? again.configuration.language ?? Terminal.language
            let reporter = VerificationReport(language: language)
            switch output {
            case .text: Terminal.print(reporter.text(verification, of: recorded))
            case .json: Terminal.print(reporter.json(verification, of: recorded))
            }
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
        if !verification.holds { throw ExitStatus.findings }
    }
}
