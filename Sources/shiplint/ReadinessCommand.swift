internal import ArgumentParser
internal import Linting
internal import Reports

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

    /// The forms of the matrix.
    enum Form: String, ExpressibleByArgument, CaseIterable, Sendable {
        /// For people.
        case text
        /// For programs.
        case json
        /// For people, to be sent and printed.
        case html
    }

    @Argument(help: "Folders or files; the current folder if none.", completion: .file())
    var paths: [String] = ["."]

    @Option(help: "text, json or html; html is the page of findings with the matrix.")
    var output: Form = .text

    @Option(help: "What stands in the rows: product or category; products by default where they are few.")
    var by: ReadinessReport.Rows?

    @OptionGroup var shipment: ShipmentOptions

    @OptionGroup var options: RunOptions

    func run() async throws {
        var request = options.request(paths)
        request.furtherPacks = ["readiness"]
        try shipment.apply(to: &request)
        let report = try await Checker.check(request)
        switch output {
        case .text: Terminal.print(ReadinessReport(language: options.language(report), rows: by).render(report))
        case .json: Terminal.print(ReadinessJSON().render(report))
        case .html: Terminal.print(HTMLReport(language: options.language(report)).render(report))
        }
        if report.dossiers.contains(where: { $0.matrix?.readiness == .notReady }) { throw ExitStatus.findings }
    }
}
