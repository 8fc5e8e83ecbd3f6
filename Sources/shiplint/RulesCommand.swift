internal import ArgumentParser
internal import Linting
internal import Records
internal import Rules

/// `shiplint rules`.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List, show and test rules.",
        subcommands: [List.self, Show.self, Test.self],
        defaultSubcommand: List.self
    )

    /// Loads packs.
    ///
    /// - Parameters:
    ///   - packs: by name or path; the recommended ones if there are none.
    ///   - asked: optional packs besides.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: what is wrong with them.
    static func load(_ packs: [String], asked: [String] = []) throws -> RuleSet {
        var configuration = Configuration()
        configuration.packs = packs
        return try RuleSet.load(configuration, asked: asked)
    }

    /// `shiplint rules list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all rules with severity and basis.")

        @Argument(help: "Packs by name or path.")
        var packs: [String] = []

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            let set = try RulesCommand.load(packs)
            let language = spoken.language()
            let width = set.rules.map(\.name.count).max() ?? 0
            for rule in set.rules {
                let name = rule.name + String(repeating: " ", count: width - rule.name.count)
                let severity = rule.severity.rawValue + String(repeating: " ", count: 7 - rule.severity.rawValue.count)
                Terminal.print("\(name)  \(severity)  \(rule.basis.status.rawValue): \(rule.title[language])\n")
            }
        }
    }

    /// `shiplint rules show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a rule demands, why, and on what basis.")

        @Argument(help: "The rule's name, such as transaction/line-amount.")
        var rule: String

        @Option(help: "Packs by name or path, with commas between.", completion: .file())
        var packs: String?

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            // A rule of an optional pack names it.
            let asked = RuleSet.optionalPacks.filter { rule.hasPrefix("\($0)/") }
            let set = try RulesCommand.load(CommaList.items(of: packs), asked: asked)
            guard let found = set.rules.first(where: { $0.name == rule || $0.aliases.contains(rule) }) else {
                Terminal.complain("there is no rule '\(rule)'\(Suggestion.among(set.rules.map(\.name), for: rule))")
                throw ExitStatus.unusable
            }
            Terminal.print(RuleText(spoken.language()).describe(found, set))
        }
    }

    /// `shiplint rules test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the pass and fail cases that packs carry.")

        @Argument(help: "Packs by name or path; all built-in ones by default.", completion: .file())
        var packs: [String] = []

        @OptionGroup var spoken: LanguageOptions

        func run() throws {
            let asked = packs.isEmpty ? RuleSet.optionalPacks : []
            let set = try RulesCommand.load(packs, asked: asked)
            let words = CaseText(spoken.language())
            for (rule, message) in set.outdated(on: Checker.today()) { Terminal.print(words.note(rule, message)) }
            try words.print(set.test().map { ($0.rule, $0.isPassed ? nil : $0.message) })
        }
    }
}
