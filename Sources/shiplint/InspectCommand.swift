internal import ArgumentParser
internal import Linting
internal import Reports

/// `shiplint inspect`.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract:
            "Show how a file is read: its format and runner-up, what each column or path fills, and what is not mapped.",
        discussion: "Of a workbook all sheets, or one: 'Invoice.xlsx#装箱单'. For an unknown table a format to begin with."
    )

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: "The configuration; shiplint.yaml in or above the file's folder by default.")
    var config: String?

    @Option(help: "Further formats: a file or a folder. May be given several times.")
    var format: [String] = []

    @OptionGroup var spoken: LanguageOptions

    func run() throws {
        let inspections = try Inspector.inspect(file, configurationPath: config, formats: format)
        Terminal.print(InspectionText(language: spoken.language()).render(inspections))
    }
}
