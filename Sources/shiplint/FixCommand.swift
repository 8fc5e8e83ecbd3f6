internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Reports
internal import Rules

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

    @Option(help: "The day on which rules are judged, as 2026-11-24; today by default.")
    var asOf: String?

    @Option(help: "Packs by name or path, with commas between; 'recommended' by default.")
    var packs: String?

    @Option(help: "The configuration; shiplint.yaml in or above the first path by default.", completion: .file())
    var config: String?

    @Option(help: "Language of messages: en or zh; the configuration's, then the locale's by default.")
    var lang: String?

    func validate() throws {
        if let asOf, CalendarDate(asOf) == nil { throw ValidationError("--as-of '\(asOf)' is no date like 2026-11-24") }
        if let lang, Language(rawValue: lang) == nil { throw ValidationError("--lang is en or zh, not '\(lang)'") }
        if let failOn, Threshold(failOn) == nil {
            throw ValidationError("--fail-on is one of \(Threshold.names.joined(separator: ", ")), not '\(failOn)'")
        }
    }

    func run() async throws {
        let request = CheckRequest(
            paths: paths,
            asOf: asOf.flatMap { CalendarDate($0) },
            packs: Self.list(packs),
            configurationPath: config
        )
        let outcome: FixRun.Outcome
        do {
            var fixing = FixRun(request, allowsUnsafe: unsafe, rules: Self.list(rules))
            outcome = try await fixing.run()
            if !diff { try FixRun.write(outcome.changes) }
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
        let configured = outcome.report.configuration
        let words = FixText(lang.flatMap { Language(rawValue: $0) } ?? configured.language ?? Terminal.language)
        if diff {
            for change in outcome.changes { Terminal.print(words.diff(change, isForTerminal: Terminal.isTerminal)) }
            Terminal.report(words.summary(outcome, isDone: false))
            if !outcome.changes.isEmpty { throw ExitStatus.findings }
            return
        }
        Terminal.print(words.steps(outcome))
        Terminal.print(words.summary(outcome, isDone: true) + "\n")
        let threshold = (failOn ?? configured.failOn).flatMap { Threshold($0) } ?? .usual
        if threshold.isMet(by: outcome.report) { throw ExitStatus.findings }
    }

    private static func list(_ text: String?) -> [String] {
        text?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? []
    }
}
