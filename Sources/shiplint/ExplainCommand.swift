internal import ArgumentParser
internal import CEL
internal import Linting
internal import Records
internal import Rules

/// `shiplint explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Explain a rule: what it demands, why, on what basis, what passes and fails, how to set or silence it."
    )

    @Argument(
        help: "The rule as reports name it, such as transaction/line-amount.",
        completion: .custom { _, _, _ in ExplainCommand.names }
    )
    var rule: String

    @Option(help: "Packs by name or path, with commas between.", completion: .file())
    var packs: String?

    @OptionGroup var language: LanguageOptions

    func run() throws {
        let text = RuleText(language.language())
        if let own = OwnRules.explanation(of: rule) {
            Terminal.print(text.explain(rule, own))
            return
        }
        let asked = RuleSet.optionalPacks.filter { rule.hasPrefix("\($0)/") }
        let set = try RulesCommand.load(CommaList.items(of: packs), asked: asked)
        guard let found = set.rules.first(where: { $0.name == rule || $0.aliases.contains(rule) }) else {
            let known = set.rules.map(\.name)
            // People leave out the pack.
            let ends = known.filter { $0.hasSuffix("/\(rule)") }
            let hint = ends.isEmpty ? Suggestion.among(known, for: rule) : "; did you mean '\(ends[0])'?"
            Terminal.complain("there is no rule '\(rule)'\(hint)")
            throw ExitStatus.unusable
        }
        Terminal.print(text.explain(found, set))
    }

    /// The names of the built-in rules, for the shell.
    private static var names: [String] { ((try? RuleSet.load(Configuration()))?.rules ?? []).map(\.name) }
}
