internal import ArgumentParser
internal import Linting
internal import Records
internal import Reports

/// `shiplint doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Show what is loaded from where, how files are read, and which rules could not run and why."
    )

    @Argument(help: "Folders or files; the current folder if none.", completion: .file())
    var paths: [String] = ["."]

    @OptionGroup var options: RunOptions

    @OptionGroup var packs: PackOptions

    func run() async throws {
        var request = options.request(paths)
        request.packs = packs.names
        let language = options.spoken.language()
        for section in try await Diagnosis.make(for: request).sections {
            let lines = section.lines.map { "  \(TextEscape.printable($0[language]))\n" }
            Terminal.print("\(section.title[language])\n\(lines.joined())")
        }
    }
}
