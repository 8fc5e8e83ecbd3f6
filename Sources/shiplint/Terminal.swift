internal import ArgumentParser
internal import Linting
internal import Records

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The streams and the environment of the process.
enum Terminal {
    /// Whether standard output is a terminal that takes colours (https://no-color.org).
    static var takesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    }

    /// Whether standard error is a terminal on which a line may be written again and again; not so in CI.
    static var showsProgress: Bool {
        isatty(STDERR_FILENO) == 1 && environment("CI") == nil && environment("TERM") != "dumb"
    }

    /// Whether standard output is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The language of the locale.
    static var language: Language { Language(ofLocale: environment) }

    /// The language that is asked for on the command line, whatever is wrong with the rest of it, else the locale's.
    static var spoken: Language {
        for (index, argument) in CommandLine.arguments.enumerated() {
            if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) ?? language }
            if argument == "--lang", index + 1 < CommandLine.arguments.count {
                return Language(rawValue: CommandLine.arguments[index + 1]) ?? language
            }
        }
        return language
    }

    /// Writes to standard output; what a closed pipe does not take is dropped, and what a full disk does not take ends the
    /// run, for nothing is lost in silence.
    static func print(_ text: String) {
        do {
            try write(Array(text.utf8))
        } catch {
            complain("\(error)")
            exit(ExitStatus.unusable.rawValue)
        }
    }

    /// Writes to standard output; what a closed pipe does not take is dropped.
    ///
    /// - Throws: `UsageError` where it cannot be written for another reason, such as a full disk.
    static func write(_ bytes: [UInt8]) throws(UsageError) {
        let error = WholeFile.write(bytes, to: STDOUT_FILENO)
        guard error == 0 || error == EPIPE else {
            throw UsageError(message: "standard output: cannot be written: \(WholeFile.reason(error))")
        }
    }

    /// Writes an error to standard error; what stands in lines of definition files is told as it is.
    static func complain(_ error: any Error) {
        let own = (error as? UsageError)?.chinese ?? (error as? DefinitionErrors).map(Translation.errors)
        guard spoken == .chinese, let own else { return complain("\(error)") }
        report("shiplint: \(own)")
    }

    /// Writes a line to standard error.
    static func complain(_ text: String) {
        write("shiplint: \(spoken == .chinese ? Translation.error(text) : text)\n", to: STDERR_FILENO)
    }

    /// Writes to standard error as it is.
    static func report(_ text: String) { write("\(text)\n", to: STDERR_FILENO) }

    /// Writes the current line of standard error anew.
    static func rewrite(_ line: String) { write("\r\u{1B}[K\(line)", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        _ = WholeFile.write(Array(text.utf8), to: descriptor)
    }

    /// A variable of the environment; nothing where it is not set or empty.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
