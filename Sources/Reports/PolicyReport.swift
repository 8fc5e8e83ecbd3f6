package import CEL
package import Records
package import Rules

/// The register of policies for people and programs: what is a rule today, what is coming, what is only a direction.
package struct PolicyReport {
    private let words: PolicyMessages
    private let language: Language
    private let asOf: CalendarDate
    private let vocabulary: Vocabulary

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language of texts; JSON and briefs are in both.
    ///   - asOf: the day on which the policies are judged.
    ///   - vocabulary: names the kinds of documents.
    package init(language: Language, asOf: CalendarDate, vocabulary: Vocabulary) {
        words = PolicyMessages(language: language)
        self.language = language
        self.asOf = asOf
        self.vocabulary = vocabulary
    }

    // MARK: List

    /// A line for each policy, under what it is on the day.
    package func list(_ policies: [Policy]) -> String {
        var lines = [words.title(asOf)]
        let width = policies.map(\.name.count).max() ?? 0
        for (phase, members) in grouped(policies) {
            lines += ["", words.heading(phase)]
            for policy in members {
                let name = policy.name + String(repeating: " ", count: width - policy.name.count)
                let unread = policy.isVerified ? [] : [words.reading(.unread)]
                let detail = [words.phase(policy, on: asOf)] + unread + overdue(policy)
                lines.append("  \(name)  \(policy.title[language]) (\(detail.joined(separator: "; ")))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func grouped(_ policies: [Policy]) -> [(phase: Policy.Phase, members: [Policy])] {
        let phases: [Policy.Phase] = [.rule, .coming(nil), .direction, .ended]
        return phases.compactMap { phase in
            let members = policies.filter { $0.phase(on: asOf).rank == phase.rank }
            guard !members.isEmpty else { return nil }
            // What comes first stands first; what has no date yet stands last.
            let isComing = phase == .coming(nil)
            let sorted =
                isComing
                ? members.sorted {
                    ($0.effective.map { "\($0)" } ?? "~", $0.name) < ($1.effective.map { "\($0)" } ?? "~", $1.name)
                }
                : members
            return (phase, sorted)
        }
    }

    private func overdue(_ policy: Policy) -> [String] {
        guard policy.isReviewOverdue(on: asOf), let date = policy.reviewBy else { return [] }
        return [words.overdue(date)]
    }

    // MARK: Show

    /// All that is known of a policy, and the rules that rest on it.
    package func show(_ policy: Policy, rules: [Rule]) -> String {
        var lines = [policy.name, policy.title.english, policy.title.chinese, ""]
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(name)\(words.colon)\(value)") }
        }
        lines.append(([words.phase(policy, on: asOf)] + overdue(policy)).joined(separator: "; "))
        add(
            words.issuer,
            [policy.issuer[language], policy.date?.description].compactMap { $0 }.joined(separator: ", ")
        )
        add(words.instrument, policy.instrument)
        add(words.known, policy.known[language])
        add(words.areas, policy.areas.map { $0[language] }.joined(separator: words.separator))
        if let places = policy.places {
            let names = places.names.map { $0[language] }.joined(separator: words.separator)
            add(words.places, places.isComplete ? names : words.incomplete(names))
        }
        add(
            words.markets,
            policy.markets.isEmpty ? words.everywhere : policy.markets.joined(separator: words.separator)
        )
        add(words.categories, policy.categories.joined(separator: words.separator))
        add(words.hsCodes, policy.hsCodes.joined(separator: words.separator))
        add(words.kinds, policy.kinds.map(kind).joined(separator: words.separator))
        for question in policy.questions { add(words.open, question[language]) }
        add(words.source, "\(policy.source) (\(words.reading(policy.reading)))")
        add(words.verified, policy.verified?.description)
        add(words.review, policy.reviewBy?.description)
        let resting = rules.filter { $0.basis.policy === policy }.map(\.name)
        add(words.rules, resting.isEmpty ? words.none : resting.joined(separator: words.separator))
        return lines.joined(separator: "\n") + "\n"
    }

    private func kind(_ name: String) -> String { vocabulary.kind(named: name)?.title[language] ?? name }

    // MARK: JSON

    /// The policies as JSON, in both languages.
    package func json(_ policies: [Policy], rules: [Rule]) -> String {
        JSONValue.object([
            ("shiplint", .string("1")),
            ("asOf", .string(asOf.description)),
            ("policies", .array(policies.map { json($0, rules) })),
        ]).text() + "\n"
    }

    private func json(_ policy: Policy, _ rules: [Rule]) -> JSONValue {
        func text(_ text: LocalizedText) -> JSONValue {
            .object([("en", .string(text.english)), ("zh", .string(text.chinese))])
        }
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        let places = policy.places.map { places in
            JSONValue.object([
                ("complete", .bool(places.isComplete)), ("names", .array(places.names.map(text))),
            ])
        }
        return .object([
            ("name", .string(policy.name)),
            ("title", text(policy.title)),
            ("issuer", text(policy.issuer)),
            ("instrument", .optional(policy.instrument)),
            ("date", .optional(policy.date?.description)),
            ("status", .string(policy.status.rawValue)),
            ("phase", .string(policy.phase(on: asOf).name)),
            ("jurisdiction", .optional(policy.jurisdiction)),
            ("effective", .optional(policy.effective?.description)),
            ("until", .optional(policy.until?.description)),
            ("markets", texts(policy.markets)),
            ("categories", texts(policy.categories)),
            ("hsCodes", texts(policy.hsCodes)),
            ("kinds", texts(policy.kinds)),
            ("areas", .array(policy.areas.map(text))),
            ("known", text(policy.known)),
            ("questions", .array(policy.questions.map(text))),
            ("places", places ?? .null),
            ("source", .string(policy.source)),
            ("read", .string(policy.reading.rawValue)),
            ("verified", .optional(policy.verified?.description)),
            ("reviewBy", .optional(policy.reviewBy?.description)),
            ("reviewOverdue", .bool(policy.isReviewOverdue(on: asOf))),
            ("rules", texts(rules.filter { $0.basis.policy === policy }.map(\.name))),
        ])
    }
}

extension Policy.Phase {
    /// Its place in lists.
    var rank: Int {
        switch self {
        case .rule: 0
        case .coming: 1
        case .direction: 2
        case .ended: 3
        }
    }

    /// Its name for programs.
    var name: String {
        switch self {
        case .rule: "rule"
        case .coming: "coming"
        case .direction: "direction"
        case .ended: "ended"
        }
    }
}
