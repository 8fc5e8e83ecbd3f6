package import CEL
internal import Formats
package import Records
package import Rules

/// What a pass or fail case of a rule gave.
package struct RuleTestResult: Sendable {
    /// The rule's full name.
    package let rule: String
    /// Whether the rule did as the case says.
    package let isPassed: Bool
    /// What happened otherwise.
    package let message: String
}

extension RuleSet {
    /// What a rule says in one of its fail cases, and what its fix writes there; nothing where it says nothing.
    package func example(of rule: Rule, _ test: RuleTest) -> (message: LocalizedText, fixed: String?)? {
        let drafts = try? RuleTester(set: self, rule: rule).findings(test.given)
        return drafts?.first.map { ($0.message, $0.mend?.text) }
    }

    /// Runs the pass and fail cases of all rules; a rule without one of each fails.
    package func test() -> [RuleTestResult] {
        rules.flatMap { rule -> [RuleTestResult] in
            var rule = rule
            // A case is no file of any format.
            rule.applicability = Applicability()
            var results = rule.tests.enumerated().map { index, test in
                RuleTester(set: self, rule: rule).run(test, number: index + 1)
            }
            if rule.fix != nil, !rule.tests.contains(where: { $0.fixed != nil }) {
                results.append(
                    RuleTestResult(
                        rule: rule.name,
                        isPassed: false,
                        message: "has a fix that no case tries: add 'fixed: …' beside a 'fail' under its 'tests'"
                    )
                )
            }
            for mustFail in [false, true] where !rule.tests.contains(where: { $0.mustFail == mustFail }) {
                let word = mustFail ? "fail" : "pass"
                results.append(
                    RuleTestResult(
                        rule: rule.name,
                        isPassed: false,
                        message: "has no '\(word)' case: add '- \(word): {…}' under its 'tests'"
                    )
                )
            }
            if rule.severity == .error, [.inForce, .adopted, .practice].contains(rule.basis.status),
                !rule.basis.isVerified
            {
                results.append(
                    RuleTestResult(
                        rule: rule.name,
                        isPassed: false,
                        message: "is an error, but nobody has looked at its source: add 'verified' to its basis, "
                            + "or make it a warning"
                    )
                )
            }
            return results
        }
    }

    /// Rules of which the source was last looked at more than a year before a day, or of which the policy is due for review.
    package func outdated(on date: CalendarDate) -> [(rule: String, message: String)] {
        rules.compactMap { rule in
            if let verified = rule.basis.verified, date.daysSinceEpoch - verified.daysSinceEpoch > 365 {
                return (rule.name, "its source was last looked at on \(verified), more than a year ago")
            }
            guard let policy = rule.basis.policy, policy.isReviewOverdue(on: date), let due = policy.reviewBy else {
                return nil
            }
            return (rule.name, "the review of the policy '\(policy.name)' was due on \(due)")
        }
    }
}

/// Runs one rule over the records that a case gives.
struct RuleTester {
    let set: RuleSet
    let rule: Rule

    /// Runs a case.
    func run(_ test: RuleTest, number: Int) -> RuleTestResult {
        do {
            let drafts = try findings(test.given)
            let count = drafts.count
            let mends = drafts.compactMap(\.mend?.text)
            if let fixed = test.fixed, count > 0, !mends.contains(fixed) {
                let found = mends.first.map { "'\($0)'" } ?? "no fix"
                return RuleTestResult(
                    rule: rule.name,
                    isPassed: false,
                    message: "case \(number) (line \(test.given.line)) expects the fix '\(fixed)', found \(found)"
                )
            }
            let isPassed = test.mustFail ? count > 0 : count == 0
            let wanted = test.mustFail ? "a finding" : "no finding"
            return RuleTestResult(
                rule: rule.name,
                isPassed: isPassed,
                message: "case \(number) (line \(test.given.line)) expects \(wanted), found \(count)"
            )
        } catch {
            return RuleTestResult(rule: rule.name, isPassed: false, message: "case \(number): \(error)")
        }
    }

    fileprivate func findings(_ given: DefinitionNode) throws -> [Draft] {
        let dossierNode = given["dossier"]
        let asOf =
            dossierNode?["asOf"]?.text.flatMap { CalendarDate($0) } ?? CalendarDate(year: 2026, month: 11, day: 24)
        var configuration = Configuration()
        configuration.markets = dossierNode?["markets"]?.items.compactMap(\.text) ?? rule.basis.markets
        configuration.categories = dossierNode?["categories"]?.items.compactMap(\.text) ?? rule.basis.categories
        let changes = (given["settings"]?.pairs ?? []).compactMap { pair in
            pair.key.text.map { ($0, SettingsRecord.value(of: pair.value)) }
        }
        let active = RunContext.ActiveRule(rule: rule, settings: rule.settings.replacing(changes), severity: .error)
        giveTables(given["tables"])
        let context = try RunContext(
            vocabulary: set.vocabulary,
            formats: [],
            units: set.units,
            codeLists: set.codeLists,
            rules: [active],
            asOf: asOf ?? CalendarDate(daysSinceEpoch: 0),
            configuration: configuration
        )
        let kinds = dossierNode?["has"]?.items.compactMap(\.text) ?? []
        let dossier = DossierRecord(
            stage: dossierNode?["stage"]?.text ?? "before-shipment",
            asOf: context.asOf,
            markets: configuration.markets,
            categories: configuration.categories,
            kinds: Set(kinds)
        )
        switch rule.form {
        case .record(let record): return try run(record, given, context, dossier)
        case .group(let group): return try run(group, given, context, dossier)
        }
    }

    /// Gives the rule's tables the rows of a case, `{vcdb/engine: [[20001, 1, 7]]}`; an empty cell fits anything.
    private func giveTables(_ node: DefinitionNode?) {
        for name in rule.tables {
            let rows = node?[name]?.items.map { row in row.items.map { $0.text ?? "" } } ?? []
            guard let width = rows.map(\.count).max(), width > 0 else {
                set.tables.table(named: name).give(nil)
                continue
            }
            var codes = CellCodes()
            let cells = rows.flatMap { row in
                (0..<width).map { place -> UInt32 in
                    guard place < row.count, !row[place].isEmpty else { return CellCodes.any }
                    return codes.add(collection: row[place].utf8)
                }
            }
            set.tables.table(named: name).give(Relation(width: width, cells: cells, codes: codes))
        }
    }

    private func run(
        _ record: RecordRule,
        _ given: DefinitionNode,
        _ context: RunContext,
        _ dossier: DossierRecord
    ) throws -> [Draft] {
        let type = set.vocabulary.recordTypes[record.recordType]
        let kind = given["kind"]?.text.flatMap { set.vocabulary.kind(named: $0)?.index } ?? rule.kinds?.min()
        let header = try batch(of: set.vocabulary.document, [given["document"]].compactMap { $0 }, context)
        let isHeader = type.name == "document"
        var consumer = DocumentConsumer(context: context, document: 0)
        let state = HeaderState(
            record: header,
            isFinal: Array(repeating: true, count: set.vocabulary.document.fields.count),
            kind: kind ?? 0
        )
        if !isHeader {
            guard let node = given[type.name] else { throw UsageError(message: "the case gives no '\(type.name)'") }
            consumer.consume(try batch(of: type, node.items, context), header: state)
        }
        consumer.finish(state)
        _ = consumer.finish(header, in: dossier)
        return consumer.drafts.filter { $0.rule == rule.name }
    }

    private func run(
        _ group: GroupRule,
        _ given: DefinitionNode,
        _ context: RunContext,
        _ dossier: DossierRecord
    ) throws -> [Draft] {
        var sources: [GroupSource] = []
        for (index, collection) in group.collections.enumerated() {
            guard let node = given[collection.name] else { continue }
            let type = set.vocabulary.recordTypes[collection.recordType]
            let gathering = context.plans[0].gatherings[index]
            for item in node.items {
                // Every item is a document of its own.
                let position = sources.count
                let header = try batch(of: set.vocabulary.document, [item["document"]].compactMap { $0 }, context)
                let records = try batch(of: type, [item], context, leavingOut: "document").inheriting(from: header)
                var consumer = DocumentConsumer(context: context, document: position)
                var scope = BatchScope(records, header: header)
                consumer.gather(gathering, inherits: false, &scope)
                consumer.seal(header)
                sources += consumer.gathered.map { GroupSource(gathered: $0, collection: index) }
            }
        }
        var judge = GroupJudge(context: context, rule: 0, dossier: dossier, brokenKinds: [])
        judge.judge(GroupIndex(sources))
        return judge.outcome.drafts.filter { $0.rule == rule.name }
    }

    /// Records as a case writes them: texts parsed as the fields' types, `!invalid` for a cell that does not parse.
    private func batch(
        of type: RecordType,
        _ nodes: [DefinitionNode],
        _ context: RunContext,
        leavingOut left: String? = nil
    ) throws -> RecordBatch {
        var builder = RecordBatchBuilder(
            recordType: type,
            fields: Array(repeating: true, count: type.fields.count),
            units: set.units,
            allowsSerialDates: false,
            written: Array(repeating: true, count: type.fields.count * 2)
        )
        for node in nodes {
            builder.beginRow(at: 0)
            // `quantityUnit` stands for the unit of `quantity` in a cell of its own.
            let units = type.fields.indices.filter { type.fields[$0].type == .quantity }
                .map { "\(type.fields[$0].name)Unit" }
            for pair in node.pairs where pair.key.text != left && !units.contains(pair.key.text ?? "") {
                guard let name = pair.key.text, let field = type.field(named: name) else {
                    let names = type.fields.map(\.name)
                    throw UsageError(
                        message: "'\(type.name)' has no field '\(pair.key.text ?? "")'"
                            + Suggestion.among(names, for: pair.key.text ?? "")
                    )
                }
                for item in pair.value.items {
                    let bytes = Array((item.text ?? "").utf8)
                    let unit = Array((node["\(name)Unit"]?.text ?? "").utf8)
                    builder.set(field, bytes.span, unit: unit.span, at: 0, length: bytes.count)
                    if !unit.isEmpty { builder.setUnit(field, unit.span, at: bytes.count, length: unit.count) }
                }
            }
        }
        if nodes.isEmpty { builder.beginRow(at: 0) }
        return builder.snapshot()
    }
}
