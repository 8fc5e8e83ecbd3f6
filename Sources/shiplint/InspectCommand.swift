internal import ArgumentParser
internal import Linting

/// `shiplint inspect`.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show how a file is read: syntax, encoding, format, header fields, and what was not mapped."
    )

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The configuration; shiplint.yaml in or above the file's folder by default.")
    var config: String?

    func run() throws {
        do {
            Terminal.print(try Inspector.inspect(file, configurationPath: config).description)
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
    }
}
