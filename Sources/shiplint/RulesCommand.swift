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

    /// Loads packs, or says what is wrong with them.
    ///
    /// - Parameters:
    ///   - packs: by name or path; the recommended ones if there are none.
    ///   - asked: optional packs besides.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: an exit status, when the fault was told.
    static func load(_ packs: [String], asked: [String] = []) throws -> RuleSet {
        do {
            var configuration = Configuration()
            configuration.packs = packs
            return try RuleSet.load(configuration, asked: asked)
        } catch {
            Terminal.complain("\(error)")
            throw ExitStatus.unusable
        }
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

        @Option(help: "Packs by name or path, with commas between.")
        var packs: String?

        func run() throws {
            // A rule of an optional pack names it.
            let asked = RuleSet.optionalPacks.filter { rule.hasPrefix("\($0)/") }
            let set = try RulesCommand.load(packs?.split(separator: ",").map(String.init) ?? [], asked: asked)
            guard let found = set.rules.first(where: { $0.name == rule || $0.aliases.contains(rule) }) else {
                Terminal.complain("there is no rule '\(rule)'\(Suggestion.among(set.rules.map(\.name), for: rule))")
                throw ExitStatus.unusable
            }
            Terminal.print(describe(found, set))
        }

        private func describe(_ rule: Rule, _ set: RuleSet) -> String {
            var lines = ["\(rule.name) (\(rule.severity.rawValue))", rule.title.english, rule.title.chinese, ""]
            lines += ["why: \(rule.why.english)", "原因：\(rule.why.chinese)"]
            if let help = rule.help { lines += ["help: \(help.english)", "建议：\(help.chinese)"] }
            lines.append("basis: \(rule.basis.status.rawValue), \(rule.basis.source)")
            if let effective = rule.basis.effective { lines.append("effective: \(effective)") }
            if let policy = rule.basis.policy { lines.append("policy: \(policy.name), \(policy.title.english)") }
            if let verified = rule.basis.verified { lines.append("verified: \(verified)") }
            for (name, value) in zip(rule.settings.names, rule.settings.values) {
                lines.append("setting \(name): \(ValueText.shown(value, units: set.units))")
            }
            if let expansion = rule.expansion { lines += ["", expansion] }
            lines.append("tests: \(rule.tests.count)")
            return lines.joined(separator: "\n") + "\n"
        }
    }

    /// `shiplint rules test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the pass and fail cases that packs carry.")

        @Argument(help: "Packs by name or path; all built-in ones by default.")
        var packs: [String] = []

        func run() throws {
            let asked = packs.isEmpty ? RuleSet.optionalPacks : []
            let set = try RulesCommand.load(packs, asked: asked)
            let results = set.test()
            for (rule, message) in set.outdated(on: Checker.today()) { Terminal.print("\(rule): note: \(message)\n") }
            for result in results where !result.isPassed { Terminal.print("\(result.rule): \(result.message)\n") }
            let passed = results.count(where: \.isPassed)
            Terminal.print("\(passed) passed, \(results.count - passed) failed\n")
            if passed < results.count { throw ExitStatus.findings }
        }
    }
}
