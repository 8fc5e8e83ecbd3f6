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

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            let found = try FormatFiles.load(formats)
            let vocabulary = try BuiltIn.vocabulary()
            let width = found.map(\.name.count).max() ?? 0
            for format in found {
                let name = format.name + String(repeating: " ", count: width - format.name.count)
                let syntax =
                    format.syntax.rawValue + String(repeating: " ", count: 5 - format.syntax.rawValue.count)
                let kind = vocabulary.kinds[format.kind.otherwise]
                Terminal.print("\(name)  \(syntax)  \(format.title[spoken.language()]) → \(kind.name)\n")
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

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            let files = try FormatFiles()
            guard let file = files.named(format) else {
                throw UsageError(
                    message: "there is no format '\(format)'\(Suggestion.among(files.builtInNames, for: format))"
                )
            }
            Terminal.print(file.text)
        }
    }

    /// `shiplint formats test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the cases that formats carry.")

        @Argument(help: "Formats by name, files or folders; all built-in ones by default.")
        var formats: [String] = []

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            let results = try FormatTester.run(formats)
            try CaseText(spoken.language()).print(results.map { ($0.format, $0.isPassed ? nil : $0.message) })
        }
    }
}
