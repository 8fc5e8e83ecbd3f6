internal import ArgumentParser
internal import Linting
internal import Records
internal import Reports

/// `shiplint dossier`.
struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract:
            "Show what documents are to each other: shipments, references, copies, versions, and what is left aside."
    )

    @Argument(help: "Folders or files; the current folder if none.")
    var paths: [String] = ["."]

    @Option(help: "text or json.")
    var output: PlainForm = .text

    @Option(help: "Language: en or zh; the locale's by default.")
    var lang: String?

    @Option(help: "The configuration; shiplint.yaml in or above the first path by default.")
    var config: String?

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
    }

    func run() async throws {
        do {
            let report = try await Checker.check(CheckRequest(paths: paths, configurationPath: config))
            let language =
                lang.flatMap { Language(rawValue: $0) } ?? report.configuration.language
                ?? Terminal.language
            switch output {
            case .text: Terminal.print(DossierReport(language: language).render(report))
            case .json: Terminal.print(JSONReport().render(report))
            }
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
    }
}
