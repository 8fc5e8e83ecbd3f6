internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Reports
internal import Rules

extension ReadinessReport.Rows: ExpressibleByArgument {}

/// `shiplint readiness`.
struct ReadinessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readiness",
        abstract: "Show what each product is expected to have for its markets, and what of it is there.",
        discussion: """
            Products or categories stand down, documents and fields across: there, there but not checked, missing, \
            contradicting, or spoken of by a signal only. What is expected is said by the pack 'readiness' and by the packs \
            of the configuration.

            Exit status: 0 ready, 1 something expected is missing or contradicting that is an error, 2 the run could not be \
            done.
            """
    )

    @Argument(help: "Folders or files; the current folder if none.")
    var paths: [String] = ["."]

    @Option(help: "text or json.")
    var output: PlainForm = .text

    @Option(help: "What stands in the rows: product or category; products by default where they are few.")
    var by: ReadinessReport.Rows?

    @Option(help: "Markets the goods go to, with commas between: EU,US; the destination of the documents by default.")
    var markets: String?

    @Option(help: "How far the shipment is: \(Stages.names.joined(separator: ", ")); inferred by default.")
    var stage: String?

    @Option(help: "The day on which rules are judged, as 2026-11-24; today by default.")
    var asOf: String?

    @Option(help: "Language: en or zh; the configuration's, then the locale's by default.")
    var lang: String?

    @Option(help: "The configuration; shiplint.yaml in or above the first path by default.")
    var config: String?

    func validate() throws {
        if let asOf, CalendarDate(asOf) == nil { throw ValidationError("--as-of '\(asOf)' is no date like 2026-11-24") }
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
        if let stage, !Stages.names.contains(stage) {
            throw ValidationError("--stage is one of \(Stages.names.joined(separator: ", ")), not '\(stage)'")
        }
    }

    func run() async throws {
        do {
            let report = try await Checker.check(
                CheckRequest(
                    paths: paths,
                    asOf: asOf.flatMap { CalendarDate($0) },
                    stage: stage,
                    markets: markets?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? [],
                    furtherPacks: ["readiness"],
                    configurationPath: config
                )
            )
            let language =
                lang.flatMap { Language(rawValue: $0) } ?? report.configuration.language
                ?? (Terminal.isChinese ? .chinese : .english)
            switch output {
            case .text: Terminal.print(ReadinessReport(language: language, rows: by).render(report))
            case .json: Terminal.print(ReadinessJSON().render(report))
            }
            if report.dossiers.contains(where: { $0.matrix?.readiness == .notReady }) { throw ExitStatus.findings }
        } catch let status as ExitCode {
            throw status
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
    }
}
