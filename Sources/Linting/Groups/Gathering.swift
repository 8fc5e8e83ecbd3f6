internal import CEL
internal import Rules

/// Records that rules gather in the same way: one table a document serves all these rules.
///
/// Collections are the same where record type, kinds, roles, `where` and `by` are; what each rule wants of the members
/// (aggregates, places, values that must agree) are columns of the one table. A class, because every batch that is
/// gathered and every table refer to it.
package final class Gathering: Sendable {
    /// An aggregate, with the constants that its body may read.
    struct AggregateColumn: Sendable {
        var aggregate: Aggregate
        var settings: SettingsRecord
    }

    /// A field whose values must agree.
    struct AgreedColumn: Sendable, Equatable {
        var field: Int
        var isSummed: Bool
        /// The field by which its values are divided.
        var per: Int?
    }

    /// The collection of the first rule that gathers so; `where`, `by` and roles are those of all.
    let collection: GroupRule.Collection
    /// The constants that `where` and `by` may read.
    let settings: SettingsRecord
    /// Which records are members, over columns; nothing for all.
    let filter: ColumnProgram?
    /// How its members' keys are made, as an index of the run's ways.
    let keySpace: Int
    /// The roles of lines that are members, as bytes; nothing for all.
    let roles: [[UInt8]]?
    /// The documents whose records are gathered.
    let applicability: Applicability
    /// The names of the rules.
    let rules: [String]
    /// The fields of the header that must be known before members can be gathered, as indices.
    let headerFields: [Int]
    /// The fields of which the first members' places are kept, as indices.
    let placed: [Int]
    /// Of members that are kept themselves, the fields that rules read, as indices.
    let kept: Set<Int>
    /// The aggregates.
    let aggregates: [AggregateColumn]
    /// The values that must agree.
    let agreed: [AgreedColumn]

    private init(_ draft: Draft, keySpace: Int) {
        collection = draft.collection
        settings = draft.settings
        filter = collection.filter?.overColumns(.fields(collection.fieldCount))
        self.keySpace = keySpace
        roles = collection.roles.map { $0.sorted().map { Array($0.utf8) } }
        applicability = draft.applicability
        rules = draft.rules
        headerFields = draft.headerFields.sorted()
        placed = draft.placed
        kept = draft.kept
        aggregates = draft.aggregates
        agreed = draft.agreed
    }
}

extension Gathering {
    /// A gathering to which rules are still added.
    private struct Draft {
        let collection: GroupRule.Collection
        let settings: SettingsRecord
        let applicability: Applicability
        var rules: [String]
        var headerFields: Set<Int>
        var placed: [Int]
        var kept: Set<Int>
        var aggregates: [AggregateColumn] = []
        var agreed: [AgreedColumn] = []

        /// Begins a gathering with a rule's collection.
        init(_ collection: GroupRule.Collection, of rule: Rule, settings: SettingsRecord) {
            self.collection = collection
            self.settings = settings
            applicability = rule.applicability
            rules = [rule.name]
            headerFields = collection.reads.headerFields
            placed = collection.placed
            kept = collection.reads.fields
        }

        mutating func add(_ other: GroupRule.Collection, of rule: String) {
            if !rules.contains(rule) { rules.append(rule) }
            headerFields.formUnion(other.reads.headerFields)
            kept.formUnion(other.reads.fields)
            placed += other.placed.filter { !placed.contains($0) }
        }

        mutating func column(_ aggregate: Aggregate, _ settings: SettingsRecord) -> Int? {
            if aggregate.isPlainCount { return nil }
            if !aggregate.readsConstants,
                let known = aggregates.firstIndex(where: { $0.aggregate.key == aggregate.key })
            {
                return known
            }
            aggregates.append(AggregateColumn(aggregate: aggregate, settings: settings))
            return aggregates.count - 1
        }

        mutating func column(_ wanted: AgreedColumn) -> Int {
            if let known = agreed.firstIndex(of: wanted) { return known }
            agreed.append(wanted)
            return agreed.count - 1
        }
    }

    /// What collections of the same members under the same keys have in common.
    private struct Signature: Hashable {
        let applicability: Applicability
        let recordType: Int
        let kinds: Set<Int>?
        let roles: Set<String>?
        let isWhole: Bool
        let filter: String?
        let key: [GroupRule.KeyPart.Signature]

        /// - Returns: nothing for a collection that reads settings, which are a rule's own.
        init?(_ collection: GroupRule.Collection, of rule: Rule) {
            let settings = MemberSlot.settings(fields: collection.fieldCount)
            guard collection.filter?.slots.contains(settings) != true,
                !collection.key.contains(where: { $0.program.slots.contains(settings) })
            else { return nil }
            applicability = rule.applicability
            recordType = collection.recordType
            kinds = collection.kinds
            roles = collection.roles
            isWhole = collection.isWhole
            filter = collection.filter?.source
            key = collection.key.map(\.signature)
        }
    }
}

extension Gathering {
    /// Where a group rule finds what it wants of its collections.
    package struct Plan: Sendable {
        /// For each collection its gathering.
        var gatherings: [Int] = []
        /// For each aggregate of the rule its column in its collection's gathering; nothing for plain counts.
        var aggregates: [Int?] = []
        /// For each collection of a rule about agreement the column of its values.
        var agreed: [Int] = []
    }

    /// The ways in which gatherings make keys, and for each gathering which is its own.
    private static func keySpaces(of gatherings: [Draft]) -> (spaces: [KeySpace], own: [Int]) {
        var spaces: [KeySpace] = []
        var places: [KeySpace.Signature: Int] = [:]
        let own = gatherings.map { gathering -> Int in
            let space = KeySpace(gathering.collection, settings: gathering.settings)
            if let known = space.signature.flatMap({ places[$0] }) { return known }
            if let signature = space.signature { places[signature] = spaces.count }
            spaces.append(space)
            return spaces.count - 1
        }
        return (spaces, own)
    }

    /// The gatherings of some rules, for each rule, by its place, where it finds its own, and the ways in which the
    /// gatherings make keys.
    static func plan(
        _ rules: [(rule: Rule, form: GroupRule?, settings: SettingsRecord)]
    ) -> (gatherings: [Gathering], plans: [Plan], keySpaces: [KeySpace]) {
        var gatherings: [Draft] = []
        var places: [Signature: Int] = [:]
        let plans = rules.map { rule, form, settings -> Plan in
            guard let form else { return Plan() }
            var plan = Plan()
            for collection in form.collections {
                let signature = Signature(collection, of: rule)
                if let known = signature.flatMap({ places[$0] }) {
                    gatherings[known].add(collection, of: rule.name)
                    plan.gatherings.append(known)
                } else {
                    if let signature { places[signature] = gatherings.count }
                    gatherings.append(Draft(collection, of: rule, settings: settings))
                    plan.gatherings.append(gatherings.count - 1)
                }
            }
            plan.aggregates = form.aggregates.map {
                gatherings[plan.gatherings[$0.collection]].column($0, settings)
            }
            if let agreement = form.agreement {
                plan.agreed = plan.gatherings.enumerated().map { position, gathering in
                    gatherings[gathering].column(
                        AgreedColumn(
                            field: agreement.fields[position],
                            isSummed: agreement.isSummed,
                            per: agreement.per[position]
                        )
                    )
                }
            }
            return plan
        }
        let (spaces, own) = keySpaces(of: gatherings)
        return (zip(gatherings, own).map { Gathering($0, keySpace: $1) }, plans, spaces)
    }
}
