internal import ArgumentParser
internal import Linting
internal import Reports

/// `shiplint fix`.
struct FixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Mend what is certain: spelling of numbers, dates, units and codes, in documents of our own side.",
        discussion: """
            Only the bytes of the value change, whatever the encoding, the quotes and the line ends of the file. Quantities, \
            amounts and check digits are never changed, nor are workbooks and documents of others. What would be changed is \
            checked again before any file is written.

            Exit status: 0 nothing at or above --fail-on is left (with --diff: nothing to mend), 1 something is, 2 the run \
            could not be done.
            """
    )

    @Argument(help: "Folders or files; the current folder if none.", completion: .file())
    var paths: [String] = ["."]

    @Flag(help: "Make likely mends too: a near-miss part number, a lost leading zero. Look at them with --diff first.")
    var unsafe = false

    @Flag(help: "Show what would change as a patch, and write nothing.")
    var diff = false

    @Option(help: "Only mends of these rules, with commas between; '*' stands for any part: spelling/*.")
    var rules: String?

    @Option(help: "Fail on findings of this severity or worse that are left: error, warning, note, never.")
    var failOn: String?

    @OptionGroup var options: RunOptions

    @OptionGroup var packs: PackOptions

    func validate() throws {
        if let failOn, Threshold(failOn) == nil {
            throw ValidationError("--fail-on is one of \(Threshold.names.joined(separator: ", ")), not '\(failOn)'")
        }
    }

    func run() async throws {
        var request = options.request(paths)
        request.packs = packs.names
        var fixing = FixRun(request, allowsUnsafe: unsafe, rules: CommaList.items(of: rules))
        let outcome = try await fixing.run()
        if !diff { try FixRun.write(outcome.changes) }
        let words = FixText(options.language(outcome.report))
        if diff {
            for change in outcome.changes { Terminal.print(words.diff(change, isForTerminal: Terminal.isTerminal)) }
            Terminal.report(words.summary(outcome, isDone: false))
            if !outcome.changes.isEmpty { throw ExitStatus.findings }
            return
        }
        Terminal.print(words.steps(outcome))
        Terminal.print(words.summary(outcome, isDone: true) + "\n")
        let threshold = (failOn ?? outcome.report.configuration.failOn).flatMap { Threshold($0) } ?? .usual
        if threshold.isMet(by: outcome.report) { throw ExitStatus.findings }
    }
}
