internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Reports
internal import Rules

/// `shiplint check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check dossiers: folders of documents, or single files."
    )

    @Argument(help: "Folders or files; the current folder if none.")
    var paths: [String] = ["."]

    @OptionGroup(title: "Reports")
    var output: OutputOptions

    @OptionGroup(title: "Gate")
    var gate: GateOptions

    @Option(help: "The day on which rules are judged, as 2026-11-24; today by default.")
    var asOf: String?

    @Option(help: "Language of messages: en or zh; the configuration's, then the locale's by default.")
    var lang: String?

    @Option(help: "Markets the goods go to, with commas between: EU,US.")
    var markets: String?

    @Option(help: "Packs by name or path, with commas between; 'recommended' by default.")
    var packs: String?

    @Option(help: "The configuration; shiplint.yaml in or above the first path by default.")
    var config: String?

    @Option(help: "How far the shipment is: \(Stages.names.joined(separator: ", ")); inferred by default.")
    var stage: String?

    @Option(help: "How many documents are read at a time; as many as there are cores by default.")
    var jobs: Int = 0

    @Flag(help: "Say on standard error what was read, how long it took, and which rules took longest.")
    var statistics = false

    func validate() throws {
        if let asOf, CalendarDate(asOf) == nil { throw ValidationError("--as-of '\(asOf)' is no date like 2026-11-24") }
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
        if let stage, !Stages.names.contains(stage) {
            throw ValidationError("--stage is one of \(Stages.names.joined(separator: ", ")), not '\(stage)'")
        }
    }

    func run() async throws {
        var request = CheckRequest(
            paths: paths,
            asOf: asOf.flatMap { CalendarDate($0) },
            stage: stage,
            markets: Self.list(markets),
            packs: Self.list(packs),
            configurationPath: config,
            jobs: jobs,
            meter: Meter(timesRules: statistics)
        )
        var report: Report
        let progress = ProgressLine(request.meter)
        do {
            try gate.apply(to: &request)
            try output.apply(to: &request)
            report = try await Checker.check(request)
            try await gate.lookAhead(of: &report, request)
            progress.end()
            if statistics { StatisticsText.report(request.meter) }
        } catch {
            progress.end()
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
        let configured = report.configuration
        let language =
            lang.flatMap { Language(rawValue: $0) } ?? configured.language ?? Terminal.language
        do {
            try output.write(report, language: language, threshold: gate.threshold(of: report))
            try gate.conclude(report)
        } catch let error as UsageError {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
    }

    private static func list(_ text: String?) -> [String] {
        text?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? []
    }
}
