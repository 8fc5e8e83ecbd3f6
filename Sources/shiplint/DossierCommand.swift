internal import ArgumentParser
internal import Linting
internal import Reports

/// `shiplint dossier`.
struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract:
            "Show what documents are to each other: shipments, references, copies, versions, and what is left aside."
    )

    @Argument(help: "Folders or files; the current folder if none.", completion: .file())
    var paths: [String] = ["."]

    @Option(help: "text or json.")
    var output: PlainForm = .text

    @OptionGroup var options: RunOptions

    func run() async throws {
        let report = try await Checker.check(options.request(paths))
        switch output {
        case .text: Terminal.print(DossierReport(language: options.language(report)).render(report))
        case .json: Terminal.print(JSONReport().render(report))
        }
    }
}
