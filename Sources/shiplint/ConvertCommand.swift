internal import ArgumentParser
internal import Linting
internal import Records
internal import Reports

/// `shiplint convert`.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write the records of a file as the rules see them.",
        discussion:
            "JSON is shiplint JSON (docs/shiplint-json.md), which can be checked again; CSV has a row for each record."
    )

    /// The forms in which records are written.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case json
        case csv
    }

    @Argument(help: "The file, or one sheet of a workbook: 'Invoice.xlsx#装箱单'.", completion: .file())
    var file: String

    @Option(help: "The form: json or csv.")
    var to: Form

    @Option(help: "The configuration; shiplint.yaml in or above the file's folder by default.")
    var config: String?

    @OptionGroup var spoken: LanguageOptions

    func run() throws {
        let documents = try Conversion.convert(file, configurationPath: config)
        Terminal.print(to == .json ? DocumentJSON.render(documents) : DocumentCSV.render(documents))
        // What could not be read is missing from the records.
        for document in documents {
            for fault in document.faults { Terminal.complain("\(document.path): \(fault[spoken.language()])") }
        }
    }
}
