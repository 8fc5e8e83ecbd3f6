internal import CEL
internal import Records
internal import Rules

/// The members of one gathering in one document, by key, column by column.
///
/// A key keeps its count, a state an aggregate, the different values that must agree, and the places of its first three
/// members; values that findings show are read from the file again. Only where a rule judges members one by one are they
/// kept themselves, with their batches.
struct GroupTable: Sendable {
    /// How many members' places a key keeps, if it does not keep all.
    static let keptPlaces = 3
    /// How many different values of a field that must agree a key keeps.
    private static let keptValues = 8

    /// Where a member stands.
    private struct Member {
        var offset: Int
        var ordinal: UInt32
        /// The next member of the same key, or -1.
        var next: Int32
    }

    /// A value that must agree.
    private struct Stated {
        var bytes: Range<Int>
        var member: Member
        var place: CellPlace
    }

    /// The column of one field whose values must agree.
    private struct AgreedValues {
        /// For each key its first value in `stated`, or -1; the member's `next` leads on.
        var first: [Int32] = []
        var stated: [Stated] = []
        var sums: [AggregateState] = []
        var hasInvalid: [Bool] = []
        /// Of a sum, whether an addend is missing: then nothing is known of it.
        var hasGap: [Bool] = []
    }

    /// A value that a key states, with its place.
    struct StatedValue {
        var value: Value
        var spot: Draft.Spot
    }

    /// The keys.
    private(set) var keys = KeyTable()
    private var counts: [Int32] = []
    private var firstMembers: [Int32] = []
    private var lastMembers: [Int32] = []
    private var members: [Member] = []
    /// The places of `placed` fields, member by member.
    private var cells: [CellPlace] = []
    /// Of a gathering of whole members the members, in the order of `members`.
    private var references: [RecordReference] = []
    private var aggregates: [[AggregateState]]
    private var agreed: [AgreedValues]
    private var arena: [UInt8] = []

    init(_ gathering: Gathering) {
        aggregates = gathering.aggregates.map { _ in [] }
        agreed = gathering.agreed.map { _ in AgreedValues() }
    }

    // MARK: Adding

    /// Adds a member to a key.
    mutating func add(
        _ row: Int,
        of batch: RecordBatch,
        key: some RandomAccessCollection<UInt8>,
        _ gathering: Gathering,
        _ adders: inout [AggregateAdder]
    ) {
        let index = keys.insert(key)
        if index == counts.count { addKey(gathering) }
        counts[index] += 1
        if gathering.collection.isWhole || counts[index] <= Self.keptPlaces { keep(row, batch, index, gathering) }
        for column in adders.indices { adders[column].add(row, to: &aggregates[column][index]) }
        for (column, wanted) in gathering.agreed.enumerated() { state(batch, row, wanted, key: index, column) }
    }

    private mutating func addKey(_ gathering: Gathering) {
        counts.append(0)
        firstMembers.append(-1)
        lastMembers.append(-1)
        for column in aggregates.indices { aggregates[column].append(AggregateState()) }
        for (column, wanted) in gathering.agreed.enumerated() {
            agreed[column].first.append(-1)
            agreed[column].hasInvalid.append(false)
            agreed[column].hasGap.append(false)
            if wanted.isSummed { agreed[column].sums.append(AggregateState()) }
        }
    }

    private mutating func keep(
        _ row: Int,
        _ batch: RecordBatch,
        _ key: Int,
        _ gathering: Gathering
    ) {
        let position = Int32(members.count)
        members.append(member(batch, row))
        for field in gathering.placed { cells.append(Self.place(batch, row, field)) }
        if gathering.collection.isWhole { references.append(RecordReference(source: batch, row: row)) }
        if lastMembers[key] < 0 {
            firstMembers[key] = position
        } else {
            members[Int(lastMembers[key])].next = position
        }
        lastMembers[key] = position
    }

    private func member(_ batch: RecordBatch, _ row: Int) -> Member {
        Member(offset: batch.offsets[row], ordinal: UInt32(clamping: batch.firstOrdinal + row), next: -1)
    }

    /// Where a cell stands; `inherited` where its header says it, `none` where nothing does.
    private static func place(_ batch: RecordBatch, _ row: Int, _ field: Int) -> CellPlace {
        if let column = batch.columns[field], column.states[row] != .absent {
            return column.places[row].length > 0 ? column.places[row] : .none
        }
        guard let header = batch.header, let inherited = batch.recordType.fields[field].inherited,
            header.state(row: 0, field: inherited) != .absent
        else { return .none }
        return .inherited
    }

    private mutating func state(
        _ batch: RecordBatch,
        _ row: Int,
        _ wanted: Gathering.AgreedColumn,
        key: Int,
        _ column: Int
    ) {
        do throws(EvaluationError) {
            let value = try Self.value(batch, row, wanted)
            if wanted.isSummed {
                agreed[column].sums[key].addToSum(value, units: batch.units)
                if agreed[column].first[key] >= 0 { return }
            }
            append(value, batch, row, wanted.field, key: key, column)
        } catch {
            if case .absent = error { agreed[column].hasGap[key] = true } else { agreed[column].hasInvalid[key] = true }
        }
    }

    private static func value(
        _ batch: RecordBatch,
        _ row: Int,
        _ wanted: Gathering.AgreedColumn
    ) throws(EvaluationError) -> Value {
        let value = try batch.value(row: row, field: wanted.field)
        guard let per = wanted.per, batch.state(row: row, field: per) != .absent,
            let divisor = try batch.value(row: row, field: per).exact, let exact = value.exact, divisor != Decimal(1)
        else { return value }
        guard let quotient = exact.divided(by: divisor, scale: Self.dividedScale) else { throw .invalid }
        return .decimal(quotient.normalised)
    }

    /// Digits behind the point of a price for one of many.
    private static let dividedScale = 6

    /// Adds a value to those of a key, if it is a new one.
    private mutating func append(
        _ value: Value,
        _ batch: RecordBatch,
        _ row: Int,
        _ field: Int,
        key: Int,
        _ column: Int
    ) {
        let start = arena.count
        guard ValueBytes.append(value, to: &arena) else { return }
        var position = agreed[column].first[key]
        var last: Int32 = -1
        var count = 0
        while position >= 0 {
            let known = agreed[column].stated[Int(position)]
            count += 1
            if count == Self.keptValues || arena[known.bytes] == arena[start...] {
                arena.removeSubrange(start...)
                return
            }
            last = position
            position = known.member.next
        }
        let next = Int32(agreed[column].stated.count)
        agreed[column].stated.append(
            Stated(bytes: start..<arena.count, member: member(batch, row), place: Self.place(batch, row, field))
        )
        if last < 0 {
            agreed[column].first[key] = next
        } else {
            agreed[column].stated[Int(last)].member.next = next
        }
    }

    // MARK: Reading

    /// How many members a key has.
    func count(_ key: Int) -> Int { Int(counts[key]) }

    /// The state of an aggregate.
    func state(_ key: Int, aggregate: Int) -> AggregateState { aggregates[aggregate][key] }

    /// The sum of a field that must agree.
    func sum(_ key: Int, agreed column: Int) -> AggregateState { agreed[column].sums[key] }

    /// Whether a value that would be added up is missing.
    func hasGap(_ key: Int, agreed column: Int) -> Bool { agreed[column].hasGap[key] }

    /// Whether a value that must agree does not parse.
    func hasInvalid(_ key: Int, agreed column: Int) -> Bool { agreed[column].hasInvalid[key] }

    /// The members that are kept of a key, as positions.
    func members(of key: Int) -> some Sequence<Int> {
        sequence(state: firstMembers[key]) { position in
            guard position >= 0 else { return nil }
            defer { position = members[Int(position)].next }
            return Int(position)
        }
    }

    /// A member itself, of a gathering of whole members.
    func reference(_ member: Int) -> RecordReference? { references.isEmpty ? nil : references[member] }

    /// The spot of a member's field, or of the member as a whole.
    func spot(_ member: Int, _ field: Int?, in source: GroupSource) -> Draft.Spot {
        guard let field, let column = source.gathering.placed.firstIndex(of: field) else {
            return source.spot(offset: members[member].offset)
        }
        let place = cells[member * source.gathering.placed.count + column]
        return source.spot(offset: members[member].offset, ordinal: Int(members[member].ordinal), field, place)
    }

    /// The different values that a key states.
    func stated(_ key: Int, agreed column: Int, in source: GroupSource) -> [StatedValue] {
        var result: [StatedValue] = []
        var position = agreed[column].first[key]
        let field = source.gathering.agreed[column].field
        while position >= 0 {
            let stated = agreed[column].stated[Int(position)]
            let member = stated.member
            position = member.next
            guard let value = ValueBytes.values(of: arena[stated.bytes]).first.flatMap({ $0 }) else { continue }
            var spot = source.spot(offset: member.offset, ordinal: Int(member.ordinal), field, stated.place)
            spot.value = ValueText.shown(value, units: source.units)
            result.append(StatedValue(value: value, spot: spot))
        }
        return result
    }
}

extension CellPlace {
    /// The document's header says it.
    fileprivate static let inherited = CellPlace(offset: .min, length: 0)

    /// Whether the document's header says it.
    var isInherited: Bool { offset == .min }
}
