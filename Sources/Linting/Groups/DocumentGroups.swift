internal import CEL
internal import Formats
internal import Records
internal import Rules

/// Judges the rules whose groups end with their document, as soon as it was read: on its own thread, and without keeping
/// members for later.
struct DocumentGroups {
    /// Whether a rule is judged here: nothing outside of the document matters to it.
    static func isJudgedAlone(_ rule: GroupRule) -> Bool {
        rule.scope == .document && !rule.readsDossier && !rule.isByPart
    }

    /// The indices of the rules of a run that are judged here.
    static func rules(_ rules: [RunContext.ActiveRule]) -> [Int] {
        rules.indices.filter { index in
            if case .group(let rule) = rules[index].rule.form { return isJudgedAlone(rule) }
            return false
        }
    }

    /// For each gathering whether a rule needs it after its document was judged.
    static func lasting(_ rules: [RunContext.ActiveRule], _ plans: [Gathering.Plan], gatherings: Int) -> [Bool] {
        var lasting = Array(repeating: false, count: gatherings)
        for (index, active) in rules.enumerated() {
            guard case .group(let rule) = active.rule.form, !isJudgedAlone(rule) else { continue }
            for gathering in plans[index].gatherings { lasting[gathering] = true }
        }
        return lasting
    }

    /// Judges a document.
    ///
    /// - Parameters:
    ///   - consumer: what was gathered.
    ///   - header: its header, complete.
    ///   - isComplete: whether it was read to its end.
    ///   - context: the rules.
    /// - Returns: what was found, by rule; nothing of rules that found nothing.
    static func judge(
        _ consumer: inout DocumentConsumer,
        _ header: HeaderState,
        isComplete: Bool,
        _ context: RunContext
    ) -> [GroupOutcome] {
        consumer.seal(header.record)
        var outcomes: [GroupOutcome] = []
        let broken: Set<Int> = isComplete ? [] : [header.kind ?? -1]
        for index in context.documentRules {
            let active = context.rules[index]
            guard case .group(let rule) = active.rule.form else { continue }
            guard consumer.isMeant(by: context.ruleApplicability[index], header) == true else { continue }
            let sources = consumer.sources(context.plans[index])
            // Only what has no key is judged without any members.
            if sources.isEmpty, !rule.keyNames.isEmpty { continue }
            var judge = GroupJudge(
                context: context,
                rule: index,
                dossier: consumer.runConstants,
                brokenKinds: broken
            )
            context.meter.time(active.rule.name) { judge.judge(GroupIndex(sources)) }
            let outcome = judge.outcome
            if !outcome.isEmpty { outcomes.append(outcome) }
        }
        consumer.dropTables()
        return outcomes
    }
}
