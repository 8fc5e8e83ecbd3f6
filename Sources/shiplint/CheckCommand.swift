internal import ArgumentParser
internal import Linting
internal import Reports

/// `shiplint check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check dossiers: folders of documents, or single files."
    )

    @Argument(help: "Folders or files; the current folder if none.", completion: .file())
    var paths: [String] = ["."]

    @OptionGroup(title: "Reports")
    var output: OutputOptions

    @OptionGroup(title: "Gate")
    var gate: GateOptions

    @OptionGroup var options: RunOptions

    @OptionGroup var shipment: ShipmentOptions

    @OptionGroup var packs: PackOptions

    @Option(help: "How many documents are read at a time; as many as there are cores by default.")
    var jobs: Int = 0

    @Flag(help: "Say on standard error what was read, how long it took, and which rules took longest.")
    var statistics = false

    func run() async throws {
        var request = options.request(paths)
        request.packs = packs.names
        request.jobs = jobs
        request.meter = Meter(timesRules: statistics)
        try shipment.apply(to: &request)
        try gate.apply(to: &request)
        try output.apply(to: &request)
        let report = try await report(request)
        let language = options.language(report)
        if statistics { StatisticsText(language).report(request.meter) }
        try output.write(report, language: language, threshold: gate.threshold(of: report))
        try gate.conclude(report)
    }

    private func report(_ request: CheckRequest) async throws -> Report {
        let progress = ProgressLine(request.meter)
        defer { progress.end() }
        var report = try await Checker.check(request)
        try await gate.lookAhead(of: &report, request)
        return report
    }
}
