internal import CEL
internal import Formats
internal import Rules

/// Judges the rules over groups of one dossier.
///
/// The keys of each scope are numbered first, once for all rules; then the rules are independent of each other.
struct GroupJudges: Sendable {
    /// A rule over some of the dossier's documents.
    private struct Work: Sendable {
        var rule: Int
        var sets: SetSizes
        var deciding: CalendarDate
        /// The tables that are brought together, each time with the keys of their scope, as an index of `keys`.
        var indices: [(sources: [GroupSource], keys: Int?)]
    }

    private let context: RunContext
    private let dossier: DossierRecord
    private let brokenKinds: Set<Int>
    /// The keys of the scopes: with the parts' other names, then without.
    private var keys: [ScopeKeys]
    private var works: [Work] = []

    /// Prepares the rules of a run.
    init(_ run: DossierRun, _ dossier: DossierRecord) {
        context = run.context
        self.dossier = dossier
        brokenKinds = Set(run.results.filter { !$0.isComplete }.map { $0.header?.kind ?? -1 })
        let (inForce, scopes, aliases) = (run.inForce, run.scopes, run.aliases)
        let sets = SetSizes(
            context.partTable.sets
                + inForce.flatMap { place in
                    run.results[place].consumer.notes.kits.map { SetSizes.Entry(part: $0.key, pieces: $0.value) }
                }
        )
        keys = scopes.map { _ in ScopeKeys(aliases: aliases) }
        let plain = aliases.isEmpty ? 0 : scopes.count
        if !aliases.isEmpty { keys += scopes.map { _ in ScopeKeys() } }
        let tables = scopes.map { scope in ScopeTables(scope.map { run.results[$0].consumer.gathered }) }
        for (index, active) in context.rules.enumerated() {
            guard case .group(let rule) = active.rule.form, !DocumentGroups.isJudgedAlone(rule) else { continue }
            var work = Work(
                rule: index,
                sets: rule.isByPart ? sets : .none,
                deciding: run.deciding(active.rule.basis),
                indices: []
            )
            if rule.scope == .document {
                let plan = context.plans[index]
                // Only what has no key is judged without any members.
                let documents =
                    rule.keyNames.isEmpty
                    ? inForce.map { run.results[$0].consumer.sources(plan) }
                    : tables[scopes.count - 1].sourcesByDocument(plan)
                work.indices = documents.map { ($0, nil) }
            } else {
                let isShipment = rule.scope == .shipment && scopes.count > 1
                for scope in isShipment ? 0..<(scopes.count - 1) : (scopes.count - 1)..<scopes.count {
                    let sources = tables[scope].sources(context.plans[index])
                    let place = rule.isByPart ? scope : plain + scope
                    if sources.count > 1 { for source in sources { keys[place].prepare(source) } }
                    work.indices.append((sources, place))
                }
            }
            works.append(work)
        }
    }

    /// Judges the rules.
    ///
    /// - Parameter width: how many threads may do so.
    /// - Returns: what each rule gave.
    func judge(width: Int) -> [Int: GroupOutcome] {
        let outcomes = works.concurrentMap(width: width) { judge($0) }
        return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.rule, $0) })
    }

    private func judge(_ work: Work) -> GroupOutcome {
        var judge = GroupJudge(
            context: context,
            rule: work.rule,
            dossier: dossier,
            brokenKinds: brokenKinds,
            sets: work.sets,
            deciding: work.deciding
        )
        context.meter.time(context.rules[work.rule].rule.name) {
            for index in work.indices { judge.judge(GroupIndex(index.sources, in: index.keys.map { keys[$0] })) }
        }
        return judge.outcome
    }
}
