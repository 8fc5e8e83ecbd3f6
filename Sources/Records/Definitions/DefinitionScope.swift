package import CEL

/// Collects the faults of one load, so that a user sees them all at once rather than one a run.
package struct DefinitionScope {
    /// The faults so far.
    package private(set) var errors: [DefinitionError] = []

    /// Makes an empty scope.
    package init() {}

    /// Notes a fault at a node.
    package mutating func report(_ message: String, at node: DefinitionNode, offset: Int = 0) {
        errors.append(node.error(message, offset: offset))
    }

    /// Notes faults found elsewhere.
    package mutating func report(_ faults: DefinitionErrors) {
        errors.append(contentsOf: faults.errors)
    }

    /// Throws what was noted, if anything was.
    package func check() throws(DefinitionErrors) {
        if !errors.isEmpty { throw DefinitionErrors(errors) }
    }

    /// Checks that a mapping has only the given keys, naming the nearest one for each that is not among them.
    package mutating func check(_ node: DefinitionNode, allows keys: [String], as what: String) {
        guard node.isMapping else {
            report("expected \(what) as a mapping", at: node)
            return
        }
        for pair in node.pairs {
            guard let key = pair.key.text else {
                report("expected a name as key", at: pair.key)
                continue
            }
            if !keys.contains(key) {
                report("\(what) has no key '\(key)'\(Suggestion.among(keys, for: key))", at: pair.key)
            }
        }
    }

    /// The text of a required scalar.
    package mutating func text(_ key: String, of node: DefinitionNode, as what: String) -> String? {
        guard let value = node[key] else {
            report("\(what) lacks '\(key)'", at: node)
            return nil
        }
        return text(value, as: "'\(key)'")
    }

    /// The text of a scalar node.
    package mutating func text(_ node: DefinitionNode, as what: String) -> String? {
        guard let text = node.text else {
            report("expected \(what) as text", at: node)
            return nil
        }
        return text
    }

    /// The texts of a list of scalars; a single scalar counts as a list of one.
    package mutating func texts(_ node: DefinitionNode, as what: String) -> [String] {
        node.items.compactMap { text($0, as: what) }
    }

    /// One of the raw values of an enumeration, naming the nearest where the text is none of them.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type,
        _ node: DefinitionNode,
        as what: String
    ) -> Choice? where Choice.RawValue == String {
        guard let text = text(node, as: what) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        report(
            "'\(text)' is not \(what): expected \(names.joined(separator: ", "))\(Suggestion.among(names, for: text))",
            at: node
        )
        return nil
    }

    /// A decimal number.
    package mutating func decimal(_ node: DefinitionNode, as what: String) -> Decimal? {
        guard let text = text(node, as: what) else { return nil }
        guard let decimal = Decimal(text) else {
            report("expected \(what) as a number, found '\(text)'", at: node)
            return nil
        }
        return decimal
    }

    /// A date as year-month-day.
    package mutating func date(_ node: DefinitionNode, as what: String) -> CalendarDate? {
        guard let text = text(node, as: what) else { return nil }
        guard let date = CalendarDate(text) else {
            report("expected \(what) as a date like 2026-11-24, found '\(text)'", at: node)
            return nil
        }
        return date
    }

    /// A text in English and Chinese.
    package mutating func localized(_ node: DefinitionNode, as what: String) -> LocalizedText? {
        if let text = node.text { return LocalizedText(english: text, chinese: text) }
        check(node, allows: ["en", "zh"], as: what)
        guard let english = text("en", of: node, as: what), let chinese = text("zh", of: node, as: what) else {
            return nil
        }
        return LocalizedText(english: english, chinese: chinese)
    }
}
