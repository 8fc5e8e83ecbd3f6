internal import ArgumentParser
internal import CEL
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

    @Option(help: "The day on which rules are judged, as 2026-11-24; today by default.")
    var asOf: String?

    @Option(help: "Packs by name or path, with commas between; 'recommended' by default.", completion: .file())
    var packs: String?

    @Option(help: "The configuration; shiplint.yaml in or above the first path by default.", completion: .file())
    var config: String?

    @OptionGroup var language: LanguageOptions

    func validate() throws {
        if let asOf, CalendarDate(asOf) == nil { throw ValidationError("--as-of '\(asOf)' is no date like 2026-11-24") }
    }

    func run() async throws {
        let request = CheckRequest(
            paths: paths,
            asOf: asOf.flatMap { CalendarDate($0) },
            packs: packs?.split(separator: ",").map(String.init) ?? [],
            configurationPath: config
        )
        do {
            let language = language.language()
            for section in try await Diagnosis.make(for: request).sections {
                let lines = section.lines.map { "  \(TextEscape.printable($0[language]))\n" }
                Terminal.print("\(section.title[language])\n\(lines.joined())")
            }
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
    }
}
