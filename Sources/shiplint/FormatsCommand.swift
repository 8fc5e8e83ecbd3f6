internal import ArgumentParser
internal import Formats
internal import Linting
internal import Records
internal import Rules

/// `shiplint formats`.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List, show and test formats.",
        subcommands: [List.self, Show.self, Test.self],
        defaultSubcommand: List.self
    )

    /// `shiplint formats list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all formats with syntax, kind and title.")

        @Argument(help: "Further formats: files or folders.")
        var formats: [String] = []

        func run() throws {
            do {
                let found = try FormatFiles.load(formats)
                let vocabulary = try BuiltIn.vocabulary()
                let width = found.map(\.name.count).max() ?? 0
                for format in found {
                    let name = format.name + String(repeating: " ", count: width - format.name.count)
                    let syntax =
                        format.syntax.rawValue + String(repeating: " ", count: 5 - format.syntax.rawValue.count)
                    let kind = vocabulary.kinds[format.kind.otherwise]
                    Terminal.print("\(name)  \(syntax)  \(format.title[Terminal.language]) → \(kind.name)\n")
                }
            } catch {
                Terminal.complain("\(error)")
                throw ExitStatus.unusable
            }
        }
    }

    /// `shiplint formats show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the YAML of a format, to be copied and changed under 'formats:' of the configuration."
        )

        @Argument(help: "The format's name, such as packing-list-table.")
        var format: String

        func run() throws {
            do {
                let files = try FormatFiles()
                guard let file = files.named(format) else {
                    throw UsageError(
                        message: "there is no format '\(format)'\(Suggestion.among(files.builtInNames, for: format))"
                    )
                }
                Terminal.print(file.text)
            } catch {
                Terminal.complain("\(error)")
                throw ExitStatus.unusable
            }
        }
    }

    /// `shiplint formats test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the cases that formats carry.")

        @Argument(help: "Formats by name, files or folders; all built-in ones by default.")
        var formats: [String] = []

        func run() throws {
            let results: [FormatTestResult]
            do {
                results = try FormatTester.run(formats)
            } catch {
                Terminal.complain("\(error)")
                throw ExitStatus.unusable
            }
            for result in results where !result.isPassed { Terminal.print("\(result.format): \(result.message)\n") }
            let passed = results.count(where: \.isPassed)
            Terminal.print("\(passed) passed, \(results.count - passed) failed\n")
            if passed < results.count { throw ExitStatus.findings }
        }
    }
}
