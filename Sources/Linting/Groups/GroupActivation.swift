internal import CEL
internal import Records
internal import Rules

/// The variables of a group rule's expressions.
final class GroupActivation: RowActivation {
    private(set) var group: GroupView
    let rule: GroupRule
    let plan: Gathering.Plan
    private var key: KeyRecord
    let dossier: DossierRecord
    let settings: SettingsRecord
    let sets: SetSizes
    /// The member that is judged.
    var it: RecordReference?
    /// Which of the rule's expressions is evaluated: aggregates are numbered by expression.
    var program = 0
    /// The groups that are judged together.
    var block: GroupBlock?

    init(
        group: GroupView,
        rule: GroupRule,
        plan: Gathering.Plan,
        key: KeyRecord,
        dossier: DossierRecord,
        settings: SettingsRecord,
        sets: SetSizes
    ) {
        self.group = group
        self.rule = rule
        self.plan = plan
        self.key = key
        self.dossier = dossier
        self.settings = settings
        self.sets = sets
    }

    func move(to row: Int) {
        guard let block else { return }
        group = block.index.view(of: block.range.lowerBound + row)
        key = KeyRecord(group.key)
    }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        let collections = rule.collections.count
        if slot < collections {
            return .list(group.members(of: slot).compactMap { $0.reference.map { .record($0) } })
        }
        switch slot {
        case GroupSlot.key(collections: collections): return .record(RecordReference(source: key, row: 0))
        case GroupSlot.it(collections: collections):
            guard let it else { throw .absent }
            return .record(it)
        case GroupSlot.dossier(collections: collections): return .record(RecordReference(source: dossier, row: 0))
        default: return .record(RecordReference(source: settings, row: 0))
        }
    }

    func aggregate(_ id: Int) throws(EvaluationError) -> Value {
        let number = rule.aggregateSlots[program][id]
        let aggregate = rule.aggregates[number]
        guard let column = plan.aggregates[number] else {
            return .int(Int64(group.count(of: aggregate.collection)))
        }
        var state = AggregateState()
        for share in group.shares where group.sources[share.source].collection == aggregate.collection {
            aggregate.merge(group.sources[share.source].table.state(share.key, aggregate: column), into: &state)
        }
        let value = try aggregate.result(state)
        // Sets compare with pieces where somebody says how many are in one.
        if case .quantity(let quantity) = value, let units = group.sources.first?.units,
            let pieces = sets.inPieces(quantity, of: group.key, units: units)
        {
            return .quantity(pieces)
        }
        return value
    }
}

/// The parts of a key as the record `key`; read from its bytes only when they are asked for.
final class KeyRecord: RecordSource {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    func state(row: Int, field: Int) -> CellState { ValueBytes.values(of: bytes)[field] == nil ? .absent : .present }

    func value(row: Int, field: Int) throws(EvaluationError) -> Value {
        guard let value = ValueBytes.values(of: bytes)[field] else { throw .absent }
        return value
    }
}
