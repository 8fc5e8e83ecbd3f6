internal import ArgumentParser
internal import Linting
internal import Records

#if canImport(Glibc)
internal import CMalloc
internal import Glibc
#else
internal import Darwin
#endif

/// The command line.
@main
struct Shiplint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shiplint",
        abstract: "Lint export documents before you ship them.",
        discussion: """
            Reads the files of a shipment or a product repository (XML, JSON, CSV; English and Chinese), checks each one \
            and all against each other, and says what is wrong, where, and which other document says otherwise.

            Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the run could not be done.
            """,
        version: ProgramVersion.current,
        subcommands: [
            InitCommand.self, CheckCommand.self, FixCommand.self, DossierCommand.self, InspectCommand.self,
            FormatsCommand.self, ConvertCommand.self, ReadinessCommand.self, PolicyCommand.self, ExplainCommand.self,
            DoctorCommand.self, VerifyCommand.self, ServeCommand.self, CompletionsCommand.self,
            RulesCommand.self,
        ],
        defaultSubcommand: nil
    )

    static func main() async {
        // A reader that closes the pipe early, such as `head`, is no error of ours.
        _ = signal(SIGPIPE, SIG_IGN)
        #if canImport(Glibc)
        // Batches are made on one thread and let go on another, which leaves each thread's own arena full of holes: an arena
        // a core takes a tenth less memory, and no more time.
        _ = mallopt(M_ARENA_MAX, Int32(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        #endif
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            conclude(with: error)
        }
    }

    /// Ends the process: wrong usage is as unusable as any other run that cannot be done, and Chinese is spoken if asked for.
    private static func conclude(with error: any Error) -> Never {
        let isChinese = Terminal.spoken == .chinese
        if exitCode(for: error) == .validationFailure {
            let text = fullMessage(for: error)
            Terminal.report(isChinese ? Translation.error(text) : text)
            exit(withError: ExitStatus.unusable)
        }
        // What a command throws is told in its own words; a status was told already.
        if exitCode(for: error) == .failure, !(error is ExitCode) {
            Terminal.complain(error)
            exit(withError: ExitStatus.unusable)
        }
        // Unwrapped, so that a sentence stands in one line.
        let text = isChinese && exitCode(for: error) == .success ? fullMessage(for: error, columns: 4000) : ""
        guard !text.isEmpty else { exit(withError: error) }
        Terminal.print(Translation.help(text) + (text.hasSuffix("\n") ? "" : "\n"))
        exit(withError: ExitStatus.success)
    }
}
