internal import CEL
internal import Records
internal import Rules

/// The members of one gathering in one document, by key, column by column.
///
/// A key keeps its count, a state an aggregate, the different values that must agree, and the places of its first three
/// members; values that findings show are read from the file again. Only where a rule judges members one by one are they
/// kept themselves, with their batches. A key costs 20 bytes, 48 more an aggregate, and for each of its first three members
/// 16 and 8 for each field that is shown, besides its bytes in the document's key table, which all gatherings share.
struct GroupTable: Sendable {
    /// How many members' places a key keeps, if it does not keep all.
    static let keptPlaces = 3

    /// Where a member stands.
    struct Member {
        var offset: Int
        var ordinal: UInt32
        /// The next member of the same key, or -1.
        var next: Int32

        init(_ batch: RecordBatch, _ row: Int) {
            offset = batch.offsets[row]
            ordinal = UInt32(clamping: batch.firstOrdinal + row)
            next = -1
        }
    }

    /// The keys that have members, in the order in which they are first seen: numbers of the document's key table.
    private(set) var keys: [Int32] = []
    /// For each number of the document's key table its place in `keys`, or -1; as long as some key needs it.
    private var places: [Int32] = []
    private var counts: [Int32] = []
    private var firstMembers: [Int32] = []
    private var lastMembers: [Int32] = []
    private var members: [Member] = []
    /// For each of the `placed` fields the places of the members' cells; shorter than there are members where the last
    /// ones have none.
    private var cells: [[CellPlace]]
    /// Of a gathering of whole members the batches that hold them, with the fields that rules read.
    private var batches: [RecordBatch] = []
    /// Of a gathering of whole members where they are, in the order of `members`.
    private var references: [(batch: Int32, row: Int32)] = []
    private var aggregates: [[AggregateState]]
    private var agreed: [AgreedValues]

    init(_ gathering: Gathering) {
        aggregates = gathering.aggregates.map { _ in [] }
        agreed = gathering.agreed.map(AgreedValues.init)
        cells = gathering.placed.map { _ in [] }
    }

    // MARK: Adding

    /// Adds the members of a batch.
    ///
    /// - Parameters:
    ///   - batch: the records.
    ///   - wanted: which of them are members.
    ///   - keys: the keys of all of them.
    ///   - gathering: how they are gathered.
    mutating func add(_ batch: RecordBatch, where wanted: [Bool], _ keys: RowKeys, _ gathering: Gathering) {
        var (rows, groups) = keys.entries(of: wanted)
        guard !rows.isEmpty else { return }
        for position in groups.indices { groups[position] = place(of: groups[position]) }
        for column in aggregates.indices {
            Self.grow(&aggregates[column], to: self.keys.count, by: AggregateState())
            let wantedColumn = gathering.aggregates[column]
            var adder = wantedColumn.aggregate.makeAdder(
                over: batch,
                ConstantActivation(settings: wantedColumn.settings),
                where: wanted
            )
            adder.add(rows, to: groups, of: &aggregates[column])
        }
        for column in agreed.indices { agreed[column].add(batch, rows, groups, count: self.keys.count) }
        keep(batch, rows, groups, gathering)
    }

    /// The place of a key among those that have members.
    private mutating func place(of key: Int32) -> Int32 {
        if Int(key) >= places.count {
            let size = Swift.max(Int(key) + 1, places.count * 2)
            places.append(contentsOf: repeatElement(-1, count: size - places.count))
        }
        if places[Int(key)] < 0 {
            places[Int(key)] = Int32(keys.count)
            keys.append(key)
        }
        return places[Int(key)]
    }

    /// Static, for a method would be called on a copy of the table, and the column that grows would be copied with it.
    private static func grow<Element>(_ column: inout [Element], to count: Int, by filler: Element) {
        if column.count < count { column.append(contentsOf: repeatElement(filler, count: count - column.count)) }
    }

    /// Counts members and keeps the places of the first ones.
    private mutating func keep(
        _ batch: RecordBatch,
        _ rows: [Int32],
        _ groups: [Int32],
        _ gathering: Gathering
    ) {
        Self.grow(&counts, to: keys.count, by: 0)
        Self.grow(&firstMembers, to: keys.count, by: -1)
        Self.grow(&lastMembers, to: keys.count, by: -1)
        var kept: [Int] = []
        for position in rows.indices {
            let group = Int(groups[position])
            counts[group] += 1
            guard counts[group] <= Self.keptPlaces || gathering.collection.isWhole else { continue }
            let row = Int(rows[position])
            let member = Int32(members.count)
            members.append(Member(batch, row))
            kept.append(row)
            if gathering.collection.isWhole { references.append((Int32(batches.count), Int32(row))) }
            if lastMembers[group] < 0 {
                firstMembers[group] = member
            } else {
                members[Int(lastMembers[group])].next = member
            }
            lastMembers[group] = member
        }
        if gathering.collection.isWhole, !kept.isEmpty { batches.append(batch.keeping(gathering.kept)) }
        let start = members.count - kept.count
        for (column, field) in gathering.placed.enumerated() {
            let places = FieldPlaces(batch, field)
            if places.isSilent { continue }
            Self.grow(&cells[column], to: start, by: .none)
            for row in kept { cells[column].append(places[row]) }
        }
    }

    // MARK: Reading

    /// How many members a key has.
    func count(_ key: Int) -> Int { Int(counts[key]) }

    /// The state of an aggregate.
    func state(_ key: Int, aggregate: Int) -> AggregateState { aggregates[aggregate][key] }

    /// The values of a field that must agree.
    func agreed(_ column: Int) -> AgreedValues { agreed[column] }

    /// The members that are kept of a key, as positions.
    func members(of key: Int) -> some Sequence<Int> {
        sequence(state: firstMembers[key]) { position in
            guard position >= 0 else { return nil }
            defer { position = members[Int(position)].next }
            return Int(position)
        }
    }

    /// A member itself, of a gathering of whole members.
    func reference(_ member: Int) -> RecordReference? {
        guard !references.isEmpty else { return nil }
        let (batch, row) = references[member]
        return RecordReference(source: batches[Int(batch)], row: Int(row))
    }

    /// The spot of a member's field, or of the member as a whole.
    func spot(_ member: Int, _ field: Int?, in source: GroupSource) -> Draft.Spot {
        guard let field, let column = source.gathering.placed.firstIndex(of: field) else {
            return source.spot(offset: members[member].offset)
        }
        let place = member < cells[column].count ? cells[column][member] : .none
        return source.spot(offset: members[member].offset, ordinal: Int(members[member].ordinal), field, place)
    }
}
