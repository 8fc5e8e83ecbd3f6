internal import CEL
internal import Records
internal import Rules

/// Judges the groups of one rule, once all their members are there.
struct GroupJudge {
    let context: RunContext
    let active: RunContext.ActiveRule
    let dossier: DossierRecord
    /// Documents that broke off: a group that could have members there is not judged.
    let brokenKinds: Set<Int>

    /// What was found.
    private(set) var drafts: [Draft] = []
    /// How many groups could not be judged.
    private(set) var unjudged = 0
    /// Pairs of units that do not convert into each other.
    private(set) var incomparable: Set<String> = []

    init(context: RunContext, active: RunContext.ActiveRule, dossier: DossierRecord, brokenKinds: Set<Int>) {
        self.context = context
        self.active = active
        self.dossier = dossier
        self.brokenKinds = brokenKinds
    }

    /// Judges the groups of one scope, in the order of their keys' first members.
    mutating func judge(_ table: [GroupKey: GroupPartial]) {
        guard case .group(let rule) = active.rule.form else { return }
        guard let severity = active.severity ?? active.rule.basis.permitted(active.rule.severity, on: context.asOf)
        else {
            return
        }
        var table = table
        // Without a key there is one group, even if it has no members.
        if rule.keyNames.isEmpty, table.isEmpty { table[GroupKey()] = GroupPartial(key: [], rule: rule) }
        let ordered = table.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
        for (_, partial) in ordered {
            if rule.agreement != nil {
                agree(rule, partial, severity)
            } else {
                check(rule, partial, severity)
            }
        }
    }

    private func isBroken(_ rule: GroupRule) -> Bool {
        guard !brokenKinds.isEmpty else { return false }
        return rule.collections.contains { collection in
            collection.kinds.map { !$0.isDisjoint(with: brokenKinds) } ?? true
        }
    }

    // MARK: Conditions

    private mutating func check(_ rule: GroupRule, _ partial: GroupPartial, _ severity: Severity) {
        guard let condition = rule.check else { return }
        var activation = GroupActivation(
            partial: partial,
            rule: rule,
            key: KeyRecord(partial.key),
            dossier: dossier,
            settings: active.settings
        )
        do throws(EvaluationError) {
            if let when = rule.when, case .bool(false) = try when.evaluate(activation) { return }
        } catch {
            note(error)
            return
        }
        activation.program = rule.checkIndex
        guard let judged = rule.judged else {
            evaluate(condition, activation, rule, partial, severity, member: nil)
            return
        }
        for member in partial.shares[judged].members {
            activation.it = member.reference
            evaluate(condition, activation, rule, partial, severity, member: member)
        }
    }

    private mutating func evaluate(
        _ condition: Program,
        _ activation: GroupActivation,
        _ rule: GroupRule,
        _ partial: GroupPartial,
        _ severity: Severity,
        member: GroupPartial.Member?
    ) {
        do throws(EvaluationError) {
            if case .bool(true) = try condition.evaluate(activation) { return }
        } catch {
            note(error)
            return
        }
        guard !isBroken(rule) else {
            unjudged += 1
            return
        }
        let message = rule.message?.render(units: context.units) { index, program in
            var activation = activation
            activation.program = rule.messageIndex + index
            return try? program.evaluate(activation)
        }
        report(rule, partial, severity, message ?? LocalizedText(english: "", chinese: ""), member)
    }

    private mutating func note(_ error: EvaluationError) {
        switch error {
        case .absent: return
        case .invalid: unjudged += 1
        case .incomparable(let left, let right): incomparable.insert([left, right].sorted().joined(separator: " / "))
        case .failed(let message, _):
            guard !drafts.contains(where: { $0.rule == "rule/evaluation" }) else { return }
            drafts.append(LintingMessages.evaluation(active.rule.name, message, document: nil))
        }
    }

    private mutating func report(
        _ rule: GroupRule,
        _ partial: GroupPartial,
        _ severity: Severity,
        _ message: LocalizedText,
        _ member: GroupPartial.Member?
    ) {
        func spot(_ place: GroupRule.Place) -> Draft.Spot? {
            let found =
                place.collection == rule.judged && member != nil
                ? member : partial.shares[place.collection].members.first
            guard let found else { return nil }
            guard let field = place.field else { return found.record }
            return found.spots.first { $0.field == field }?.spot ?? found.record
        }
        func spots(_ place: GroupRule.Place) -> [Draft.Spot] {
            partial.shares[place.collection].members.prefix(GroupPartial.keptPlaces).map { found in
                guard let field = place.field else { return found.record }
                return found.spots.first { $0.field == field }?.spot ?? found.record
            }
        }
        let primary =
            rule.at.lazy.compactMap(spot).first
            ?? member?.record ?? partial.shares.lazy.compactMap { $0.members.first?.record }.first
        // Of the collection that is blamed, the other members are shown too: the second of two duplicates.
        let blamed = rule.at.first.map { spots($0) } ?? []
        let related = (rule.related.flatMap(spots) + blamed).filter { other in
            other.document != primary?.document || other.offset != primary?.offset
        }
        drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: message,
                help: active.rule.help,
                spot: primary,
                related: related,
                subject: partial.key.first.flatMap { $0 }.map { ValueText.shown($0, units: context.units) },
                dependsOnDate: active.rule.basis.effective != nil
            )
        )
    }

    // MARK: Agreement

    private mutating func agree(_ rule: GroupRule, _ partial: GroupPartial, _ severity: Severity) {
        guard let agreement = rule.agreement else { return }
        if let when = rule.when {
            let activation = GroupActivation(
                partial: partial,
                rule: rule,
                key: KeyRecord(partial.key),
                dossier: dossier,
                settings: active.settings
            )
            guard case .bool(true)? = try? when.evaluate(activation) else { return }
        }
        if partial.shares.contains(where: \.hasInvalid) {
            if partial.shares.count(where: { !$0.values.isEmpty }) > 1 { unjudged += 1 }
            if agreement.isSummed { return }
        }
        var stated: [(collection: Int, value: Value, spot: Draft.Spot)] = []
        for (index, share) in partial.shares.enumerated() {
            if agreement.isSummed, let sum = share.sum, let spot = share.values.first?.spot {
                guard let value = try? sum.result() else { return }
                stated.append((index, value, spot))
            } else {
                stated += share.values.map { (index, $0.value, $0.spot) }
            }
        }
        guard Set(stated.map(\.collection)).count > 1 else { return }
        guard let reference = reference(stated.map(\.value), agreement) else { return }
        let odd = stated.filter { Agreements.agree($0.value, stated[reference].value, agreement, context) == false }
        guard let first = odd.first, !isBroken(rule) else { return }
        let others = stated.indices.filter { stated[$0].spot.cell != first.spot.cell }.map { stated[$0].spot }
        let unique = others.reduce(into: [Draft.Spot]()) { spots, spot in
            if !spots.contains(where: { $0.cell == spot.cell && $0.document == spot.document }) { spots.append(spot) }
        }
        drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: LintingMessages.disagreement(
                    subject: agreement.subject,
                    key: partial.key.compactMap { $0 }.map { ValueText.shown($0, units: context.units) }.joined(
                        separator: " / "
                    ),
                    value: ValueText.shown(first.value, units: context.units),
                    kind: kind(rule, first.collection),
                    other: ValueText.shown(stated[reference].value, units: context.units),
                    otherKind: kind(rule, stated[reference].collection)
                ),
                help: active.rule.help,
                spot: first.spot,
                related: unique,
                subject: partial.key.first.flatMap { $0 }.map { ValueText.shown($0, units: context.units) }
            )
        )
    }

    private func kind(_ rule: GroupRule, _ collection: Int) -> LocalizedText {
        rule.collections[collection].kinds?.first.map { context.vocabulary.kinds[$0].title }
            ?? LocalizedText(english: rule.collections[collection].name, chinese: rule.collections[collection].name)
    }

    /// The value that most others agree with; of equals the one of the first kind in the order of authority.
    private func reference(_ values: [Value], _ agreement: Agreement) -> Int? {
        var best: (index: Int, votes: Int)?
        for (index, value) in values.enumerated() {
            let votes = values.count { Agreements.agree($0, value, agreement, context) == true }
            if votes > (best?.votes ?? 0) { best = (index, votes) }
        }
        return best?.index
    }
}
