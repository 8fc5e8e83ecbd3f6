package import CEL
internal import Formats
package import Records
internal import Rules

/// What a user says not to report: by rule, and by path and subject where those are named, with the reason.
package struct SuppressionRule: Sendable {
    /// Patterns of rules by full name, such as `transaction/*`.
    package var rules: [String]
    /// A pattern of paths; nothing for all documents.
    package var path: String?
    /// The part number, VIN or other key, folded; nothing for all.
    package var subject: String?
    /// The last day on which it holds; nothing for always.
    package var until: CalendarDate?
    /// Why.
    package var reason: String
    /// Where it stands in the configuration.
    package var node: DefinitionNode

    private static let keys = ["rule", "path", "subject", "until", "reason"]

    /// Reads the entries of `suppress:`; faults are noted.
    static func load(_ node: DefinitionNode?, _ scope: inout DefinitionScope) -> [SuppressionRule] {
        (node?.items ?? []).compactMap { item in
            scope.check(item, allows: keys, as: "an entry of 'suppress'")
            guard let rule = item["rule"] else {
                scope.report("an entry of 'suppress' lacks 'rule'", at: item)
                return nil
            }
            guard let reason = scope.text("reason", of: item, as: "an entry of 'suppress'") else { return nil }
            if reason.allSatisfy(\.isWhitespace) { scope.report("a suppression needs its reason in words", at: item) }
            return SuppressionRule(
                rules: scope.texts(rule, as: "a rule"),
                path: item["path"].flatMap { scope.text($0, as: "a pattern") },
                subject: item["subject"].flatMap { scope.text($0, as: "a subject") }.map { FoldedText.string(of: $0) },
                until: item["until"].flatMap { scope.date($0, as: "'until'") },
                reason: reason,
                node: item
            )
        }
    }

    /// Replaces old names of rules by those of today.
    ///
    /// - Throws: `UsageError` for a rule that is not there.
    mutating func resolve(among known: [Rule]) throws(UsageError) {
        for (index, name) in rules.enumerated() where !name.contains("*") && !OwnRules.contains(name) {
            guard let rule = known.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
                throw UsageError(
                    message: "\(node.file.path):\(node.line): there is no rule '\(name)' to suppress"
                        + Suggestion.among(known.map(\.name), for: name)
                )
            }
            rules[index] = rule.name
        }
    }

    /// Whether it concerns a rule.
    func names(_ rule: String) -> Bool { rules.contains { Glob.matches(rule, $0) } }

    /// Whether it concerns a document, by its path as typed or within what is checked.
    func names(_ file: FileWalk.File) -> Bool {
        guard let path else { return true }
        return Glob.matches(file.inner, path) || Glob.matches(file.path, path)
    }

    /// Whether it concerns a finding's subject.
    func names(subject other: String?) -> Bool {
        guard let subject else { return true }
        return other.map { FoldedText.string(of: $0) } == subject
    }
}
