internal import CEL
internal import Records
internal import Rules

/// Judges the groups of one rule, once all their members are there.
struct GroupJudge {
    let context: RunContext
    let active: RunContext.ActiveRule
    let plan: Gathering.Plan
    let dossier: DossierRecord
    /// Documents that broke off: a group that could have members there is not judged.
    let brokenKinds: Set<Int>

    /// How many pieces are in a set of a part; nothing where groups are not of parts.
    private let sets: SetSizes

    /// Two documents that number parts in their own ways, each with a part.
    struct Numbering {
        var spot: Draft.Spot
        var example: String
        var other: Draft.Spot
        var otherExample: String

        var documents: Set<Int> { [spot.document, other.document] }
    }

    /// Collections with fewer keys may well have none in common.
    private static let fewestKeys = 3

    /// Keys that only one collection has, for what was perhaps meant; made with the first finding.
    private var partners: NearestKeys?
    /// What was found, and what could not be judged.
    private(set) var outcome: GroupOutcome

    /// The date that decides whether the rule holds.
    private let deciding: CalendarDate

    /// Makes a judge of the rule with an index in the run's list.
    init(
        context: RunContext,
        rule: Int,
        dossier: DossierRecord,
        brokenKinds: Set<Int>,
        sets: SetSizes = .none,
        deciding: CalendarDate? = nil
    ) {
        self.deciding = deciding ?? context.asOf
        self.sets = sets
        self.context = context
        active = context.rules[rule]
        outcome = GroupOutcome(rule: rule)
        plan = context.plans[rule]
        self.dossier = dossier
        self.brokenKinds = brokenKinds
    }

    /// Judges the groups of one scope, in the order in which their keys first appear.
    mutating func judge(_ index: GroupIndex) {
        guard case .group(let rule) = active.rule.form,
            let severity = active.rule.basis.permitted(active.severity ?? active.rule.severity, on: deciding),
            mayApply(rule)
        else { return }
        // Without a key there is one group, even if it has no members.
        if rule.keyNames.isEmpty, index.count == 0 {
            if rule.agreement == nil {
                check(rule, index, GroupView(sources: index.sources, shares: [], key: []), severity)
            }
        }
        // Values of one collection have nothing to agree with.
        if rule.agreement != nil, index.collections.count < 2 { return }
        if rule.isByPart, let numbering = numbering(index) {
            outcome.numberings.append(numbering)
            return
        }
        partners = nil
        for start in stride(from: 0, to: index.count, by: Self.blockSize) {
            judge(rule, index, start..<min(index.count, start + Self.blockSize), severity)
        }
    }

    /// Groups that are judged together, column by column.
    private static let blockSize = 4096

    /// Judges some groups: all at once as far as that goes, then those that stand out one by one.
    private mutating func judge(_ rule: GroupRule, _ index: GroupIndex, _ range: Range<Int>, _ severity: Severity) {
        if rule.agreement != nil {
            for group in range where !isAgreed(index, group) { agree(rule, index.view(of: group), severity) }
            return
        }
        var wanted = [Bool](repeating: true, count: range.count)
        let activation = activation(rule, GroupView(sources: index.sources, shares: [], key: []))
        func verdicts(_ condition: ColumnProgram, _ program: Int) -> ColumnProgram.Verdicts {
            let block = GroupBlock(
                index,
                range,
                rule: rule,
                plan: plan,
                program: program,
                hasSets: !sets.isEmpty
            )
            activation.program = program
            activation.block = block
            return condition.verdicts(over: block, activation, where: wanted)
        }
        if let when = active.when {
            let verdicts = verdicts(when, 0)
            for row in wanted.indices { if case .fails = verdicts[row] { wanted[row] = false } }
        }
        if rule.judged == nil, let condition = active.conditions.first, wanted.contains(true) {
            let verdicts = verdicts(condition, rule.checkIndex)
            for row in wanted.indices where wanted[row] {
                if case .holds = verdicts[row] { wanted[row] = false }
            }
        }
        for row in wanted.indices where wanted[row] {
            check(rule, index, index.view(of: range.lowerBound + row), severity)
        }
    }

    /// Whether all tables of a group that say something say the very same.
    private func isAgreed(_ index: GroupIndex, _ group: Int) -> Bool {
        var first: GroupIndex.Share?
        for position in index.shares(of: group) {
            let share = index.share(position)
            let source = index.source(share)
            let values = source.table.agreed(plan.agreed[source.collection])
            if values.isSilent(Int(share.key)) { continue }
            guard let known = first else {
                first = share
                continue
            }
            let other = index.source(known)
            // What several documents of one kind say is added up first.
            if other.collection == source.collection { return false }
            let column = other.table.agreed(plan.agreed[other.collection])
            if !column.isSame(Int(known.key), as: values, Int(share.key)) { return false }
        }
        return true
    }

    /// Two collections that have no key in common, though each has several.
    private func numbering(_ index: GroupIndex) -> Numbering? {
        guard index.collections.count > 1 else { return nil }
        var counts: [Int: Int] = [:]
        var first: [Int: GroupView] = [:]
        for group in 0..<index.count {
            guard let collection = index.onlyCollection(of: group) else { return nil }
            counts[collection, default: 0] += 1
            if first[collection] == nil { first[collection] = index.view(of: group) }
        }
        let large = counts.filter { $0.value >= Self.fewestKeys }.keys.sorted()
        guard large.count > 1, let one = first[large[0]], let other = first[large[1]],
            let member = one.members(of: large[0]).first, let otherMember = other.members(of: large[1]).first
        else { return nil }
        func name(_ view: GroupView) -> String {
            view.keyValues.first.flatMap { $0 }.map { ValueText.shown($0, units: context.units) } ?? ""
        }
        return Numbering(
            spot: one.spot(member, nil),
            example: name(one),
            other: other.spot(otherMember, nil),
            otherExample: name(other)
        )
    }

    /// Whether a rule without members of its own applies to the dossier.
    mutating func applies() -> Bool {
        guard case .group(let rule) = active.rule.form else { return true }
        return mayApply(rule)
    }

    /// Whether `when` lets any group apply; asked once where it is about the dossier alone.
    private mutating func mayApply(_ rule: GroupRule) -> Bool {
        let collections = rule.collections.count
        guard let when = rule.when, when.aggregates.isEmpty,
            when.slots.isSubset(of: [
                GroupSlot.dossier(collections: collections), GroupSlot.settings(collections: collections),
            ])
        else { return true }
        do throws(EvaluationError) {
            if case .bool(true) = try when.evaluate(activation(rule, GroupView(sources: [], shares: [], key: []))) {
                return true
            }
        } catch {
            note(error)
        }
        return false
    }

    private func activation(_ rule: GroupRule, _ group: GroupView) -> GroupActivation {
        GroupActivation(
            group: group,
            rule: rule,
            plan: plan,
            key: KeyRecord(group.key),
            dossier: dossier,
            settings: active.settings,
            sets: sets
        )
    }

    private func isBroken(_ rule: GroupRule) -> Bool {
        guard !brokenKinds.isEmpty else { return false }
        return rule.collections.contains { collection in
            collection.kinds.map { !$0.isDisjoint(with: brokenKinds) } ?? true
        }
    }

    // MARK: Conditions

    private mutating func check(
        _ rule: GroupRule,
        _ index: GroupIndex,
        _ group: GroupView,
        _ severity: Severity
    ) {
        guard let condition = rule.check else { return }
        let activation = activation(rule, group)
        do throws(EvaluationError) {
            if let when = rule.when, case .bool(false) = try when.evaluate(activation) { return }
        } catch {
            note(error)
            return
        }
        activation.program = rule.checkIndex
        guard let judged = rule.judged else {
            evaluate(condition, activation, rule, index, group, severity, member: nil)
            return
        }
        for member in group.members(of: judged) {
            activation.it = member.reference
            evaluate(condition, activation, rule, index, group, severity, member: member)
        }
    }

    private mutating func evaluate(
        _ condition: Program,
        _ activation: GroupActivation,
        _ rule: GroupRule,
        _ index: GroupIndex,
        _ group: GroupView,
        _ severity: Severity,
        member: GroupView.Member?
    ) {
        do throws(EvaluationError) {
            if case .bool(true) = try condition.evaluate(activation) { return }
        } catch {
            note(error)
            return
        }
        guard !isBroken(rule) else {
            outcome.unjudged += 1
            return
        }
        let residual = condition.residual(activation)
        defer { activation.program = rule.checkIndex }
        let message = rule.message?.render(units: context.units) { index, program in
            activation.program = rule.messageIndex + index
            return try? program.evaluate(activation)
        }
        let partners = self.partners ?? NearestKeys(index, keyParts: rule.keyNames.count)
        self.partners = partners
        let partner = partners.nearest(to: group)
        report(
            rule,
            group,
            severity,
            suggest(partner?.key, in: message),
            member,
            residual: residual
        )
        let mend = mend(rule, group, partner, outcome.drafts.last?.spot, activation)
        outcome.drafts[outcome.drafts.count - 1].mend = mend
        outcome.drafts[outcome.drafts.count - 1].slip = partner?.slip
    }

    /// The mend of a group: a slip in a key, or the value of an expression in a cell that is text.
    private func mend(
        _ rule: GroupRule,
        _ group: GroupView,
        _ partner: NearestKeys.Partner?,
        _ primary: Draft.Spot?,
        _ activation: GroupActivation
    ) -> Draft.Mend? {
        guard let fix = rule.fix else { return nil }
        switch fix.replacement {
        case .nearestKey:
            guard let partner, let own = group.collections.first, let member = group.members(of: own).first,
                let field = rule.collections[own].key[0].bareSlot,
                authority(rule, own) > authority(rule, partner.collection)
            else { return nil }
            let spot = group.spot(member, field)
            // Where several lines have the slip, the first is mended, and the next in the next round.
            return spot.length > 0 ? Draft.Mend(safety: fix.safety, spot: spot, text: partner.key) : nil
        case .value(let program):
            var spot = primary
            if case .place(let place) = fix.target {
                spot = group.members(of: place.collection).first.map { group.spot($0, place.field) }
            }
            activation.program = rule.fixIndex
            guard let spot, spot.length > 0, let cell = spot.cell,
                [.text, .code].contains(context.vocabulary.recordTypes[cell.recordType].fields[cell.field].type),
                let text = Mending.text(try? program.evaluate(activation))
            else { return nil }
            return Draft.Mend(safety: fix.safety, spot: spot, text: text)
        }
    }

    /// Who rules where two documents disagree: the smaller number.
    private func authority(_ rule: GroupRule, _ collection: Int) -> Int {
        rule.collections[collection].kinds?.map { context.vocabulary.kinds[$0].authority }.min() ?? 0
    }

    private func suggest(_ key: String?, in message: Message?) -> Message {
        guard var message else { return Message(text: LocalizedText(english: "", chinese: ""), parameters: []) }
        guard let key else { return message }
        message.text = LocalizedText(
            english: message.text.english + "; perhaps '\(key)' is meant",
            chinese: message.text.chinese + "；可能是“\(key)”"
        )
        message.parameters.append(Message.Parameter(name: "meant", value: key))
        return message
    }

    private mutating func note(_ error: EvaluationError) {
        switch error {
        case .absent: return
        case .invalid: outcome.unjudged += 1
        case .incomparable(let left, let right):
            outcome.incomparable.insert([left, right].sorted().joined(separator: " / "))
        case .failed(let message, _):
            guard !outcome.drafts.contains(where: { $0.rule == LintingMessages.evaluationRule }) else { return }
            outcome.drafts.append(LintingMessages.evaluation(active.rule.name, message, document: nil))
        }
    }

    private mutating func report(
        _ rule: GroupRule,
        _ group: GroupView,
        _ severity: Severity,
        _ message: Message,
        _ member: GroupView.Member?,
        residual: Decimal?
    ) {
        func spot(_ place: GroupRule.Place) -> Draft.Spot? {
            let isJudged = place.collection == rule.judged && member != nil
            guard let found = isJudged ? member : group.members(of: place.collection).first else { return nil }
            return group.spot(found, place.field)
        }
        func spots(_ place: GroupRule.Place) -> [Draft.Spot] {
            group.members(of: place.collection).prefix(GroupTable.keptPlaces).map { group.spot($0, place.field) }
        }
        let primary =
            rule.at.lazy.compactMap(spot).first
            ?? (member ?? rule.collections.indices.lazy.compactMap { group.members(of: $0).first }.first)
            .map { group.spot($0, nil) }
        // Of the collection that is blamed, the other members are shown too: the second of two duplicates.
        let blamed = rule.at.first.map { spots($0) } ?? []
        let related = (rule.related.flatMap(spots) + blamed).filter { other in
            other.document != primary?.document || other.offset != primary?.offset
        }
        outcome.drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: message.text,
                parameters: message.parameters,
                help: active.rule.help,
                spot: primary,
                related: related,
                subject: group.keyValues.first.flatMap { $0 }.map { ValueText.shown($0, units: context.units) },
                dependsOnDate: active.rule.basis.effective != nil,
                residual: residual,
                summed: rule.keyNames.isEmpty ? summed(rule, group) : []
            )
        )
    }

    /// The fields that the rule's sums add up, in the documents of the group.
    private func summed(_ rule: GroupRule, _ group: GroupView) -> Set<Draft.Summed> {
        var summed: Set<Draft.Summed> = []
        for aggregate in rule.aggregates {
            guard let field = aggregate.summedField else { continue }
            for source in group.sources where source.collection == aggregate.collection {
                summed.insert(
                    Draft.Summed(document: source.document, recordType: source.recordType.index, field: field)
                )
            }
        }
        return summed
    }

    // MARK: Agreement

    private mutating func agree(_ rule: GroupRule, _ group: GroupView, _ severity: Severity) {
        guard let agreement = rule.agreement else { return }
        guard group.collections.count > 1 else { return }
        if let when = rule.when {
            guard case .bool(true)? = try? when.evaluate(activation(rule, group)) else { return }
        }
        var stated: [Statement] = []
        var hasInvalid = false
        for collection in rule.collections.indices {
            let column = plan.agreed[collection]
            var sum = AggregateState()
            var first: Draft.Spot?
            var hasGap = false
            for share in group.shares where group.sources[share.source].collection == collection {
                let source = group.sources[share.source]
                let stating = source.table.agreed(column)
                hasInvalid = hasInvalid || stating.hasInvalid(share.key)
                let values = stating.values(share.key, in: source)
                if agreement.isSummed {
                    hasGap = hasGap || stating.hasGap(share.key)
                    sum.mergeSum(stating.sum(share.key), units: context.units)
                    first = first ?? values.first?.spot
                } else {
                    stated += values.map {
                        Statement(
                            $0,
                            collection: collection,
                            identifiers: agreement.identifiers[collection],
                            in: source
                        )
                    }
                }
            }
            if let first, !hasGap {
                guard let value = try? sum.sumValue() else { return }
                stated.append(Statement(collection: collection, value: value, spot: first))
            }
        }
        if hasInvalid {
            if Set(stated.map(\.collection)).count > 1 { outcome.unjudged += 1 }
            if agreement.isSummed { return }
        }
        guard Set(stated.map(\.collection)).count > 1 else { return }
        let comparison = Agreements.Comparison(agreement, settings: active.settings, context)
        guard let reference = reference(stated, comparison) else { return }
        // A kind may state several values, such as two prices of two orders: whoever agrees with one of them agrees.
        let ruling = stated.filter { $0.collection == stated[reference].collection }
        let odd = stated.filter { statement in
            guard statement.collection != stated[reference].collection else { return false }
            let verdicts = ruling.map { Agreements.agree(statement, $0, comparison) }
            return !verdicts.contains(true) && verdicts.contains(false)
        }
        guard let first = odd.first, !isBroken(rule) else { return }
        let others = stated.indices.filter { stated[$0].spot.cell != first.spot.cell }.map { stated[$0].spot }
        let unique = others.reduce(into: [Draft.Spot]()) { spots, spot in
            if !spots.contains(where: { $0.cell == spot.cell && $0.document == spot.document }) { spots.append(spot) }
        }
        let key = group.keyValues.map { $0.map { ValueText.shown($0, units: context.units) } }
        let shownKey = key.compactMap { $0 }.joined(separator: " / ")
        let message = LintingMessages.disagreement(
            subject: agreement.subject,
            key: shownKey,
            value: ValueText.shown(first.value, units: context.units),
            kind: kind(rule, first.collection),
            other: ValueText.shown(stated[reference].value, units: context.units),
            otherKind: kind(rule, stated[reference].collection)
        )
        outcome.drafts.append(
            Draft(
                rule: active.rule.name,
                severity: severity,
                basis: active.rule.basis,
                message: message.text,
                parameters: message.parameters,
                help: active.rule.help,
                spot: first.spot,
                related: unique,
                subject: key.first.flatMap { $0 }
            )
        )
    }

    private func kind(_ rule: GroupRule, _ collection: Int) -> (name: String, title: LocalizedText) {
        let collection = rule.collections[collection]
        guard let kind = collection.kinds?.first.map({ context.vocabulary.kinds[$0] }) else {
            return (collection.name, LocalizedText(english: collection.name, chinese: collection.name))
        }
        return (kind.name, kind.title)
    }

    /// The value that most others agree with; of equals the one of the first kind in the order of authority.
    private func reference(_ stated: [Statement], _ comparison: Agreements.Comparison) -> Int? {
        var best: (index: Int, votes: Int)?
        for (index, statement) in stated.enumerated() {
            let votes = stated.count { Agreements.agree($0, statement, comparison) == true }
            if votes > (best?.votes ?? 0) { best = (index, votes) }
        }
        return best?.index
    }
}
