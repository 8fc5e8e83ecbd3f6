internal import CEL
internal import Records

/// What the members of one gathering say of one field that must agree, by key.
struct AgreedValues: Sendable {
    /// How many different values a key keeps.
    private static let keptValues = 8
    /// Digits behind the point of a price for one of many.
    private static let dividedScale = 6

    /// A value that is stated.
    private struct Stated {
        var bytes: Range<Int>
        var member: GroupTable.Member
        var place: CellPlace
    }

    /// A value that a key states, with its place.
    struct StatedValue {
        var value: Value
        var spot: Draft.Spot
    }

    private let wanted: Gathering.AgreedColumn
    /// For each key its first value in `stated`, or -1; the member's `next` leads on.
    private var first: [Int32] = []
    private var stated: [Stated] = []
    private var arena: [UInt8] = []
    /// Of a sum, the sums by key.
    private var sums: [AggregateState] = []
    private var invalid: [Bool] = []
    private var gaps: [Bool] = []

    init(_ wanted: Gathering.AgreedColumn) {
        self.wanted = wanted
    }

    // MARK: Adding

    /// Adds members to keys.
    mutating func add(_ batch: RecordBatch, _ rows: [Int32], _ groups: [Int32], count: Int) {
        let new = count - first.count
        first.append(contentsOf: repeatElement(-1, count: new))
        invalid.append(contentsOf: repeatElement(false, count: new))
        gaps.append(contentsOf: repeatElement(false, count: new))
        if wanted.isSummed { sums.append(contentsOf: repeatElement(AggregateState(), count: new)) }
        var bytes: [UInt8] = []
        let places = FieldPlaces(batch, wanted.field)
        let isDivided = wanted.per.map { batch.columns[$0] != nil || batch.header != nil } ?? false
        let column = isDivided ? nil : batch.columns[wanted.field]
        for position in rows.indices {
            let (row, group) = (Int(rows[position]), Int(groups[position]))
            bytes.removeAll(keepingCapacity: true)
            do throws(EvaluationError) {
                if try take(batch, column, row, group, &bytes) { state(bytes, batch, row, group, places[row]) }
            } catch {
                if case .absent = error { gaps[group] = true } else { invalid[group] = true }
            }
        }
    }

    /// Takes a member's value; most are texts and quantities of the column itself, which are not boxed.
    ///
    /// - Returns: whether it is to be stated, for which `bytes` holds it.
    private mutating func take(
        _ batch: RecordBatch,
        _ column: Column?,
        _ row: Int,
        _ group: Int,
        _ bytes: inout [UInt8]
    ) throws(EvaluationError) -> Bool {
        if let column, column.states[row] == .present {
            switch column.type {
            case .text, .code:
                let arena = batch.arena
                ValueBytes.append(text: arena.span.extracting(column.texts[row].range), to: &bytes)
                return true
            case .decimal where !wanted.isSummed:
                ValueBytes.append(column.decimals[row], to: &bytes)
                return true
            case .quantity:
                if wanted.isSummed {
                    sums[group].addToSum(column.quantities[row], units: batch.units)
                    if first[group] >= 0 { return false }
                }
                ValueBytes.append(column.quantities[row], to: &bytes)
                return true
            default: break
            }
        }
        let value = try value(batch, row)
        if wanted.isSummed {
            sums[group].addToSum(value, units: batch.units)
            if first[group] >= 0 { return false }
        }
        return ValueBytes.append(value, to: &bytes)
    }

    private func value(_ batch: RecordBatch, _ row: Int) throws(EvaluationError) -> Value {
        let value = try batch.value(row: row, field: wanted.field)
        guard let per = wanted.per, batch.state(row: row, field: per) != .absent,
            let divisor = try batch.value(row: row, field: per).exact, let exact = value.exact, divisor != Decimal(1)
        else { return value }
        guard let quotient = exact.divided(by: divisor, scale: Self.dividedScale) else { throw .invalid }
        return .decimal(quotient.normalised)
    }

    /// Adds a value to those of a key, if it is a new one.
    private mutating func state(
        _ bytes: [UInt8],
        _ batch: RecordBatch,
        _ row: Int,
        _ group: Int,
        _ place: CellPlace
    ) {
        var position = first[group]
        var last: Int32 = -1
        var count = 0
        while position >= 0 {
            count += 1
            let known = arena.span.extracting(stated[Int(position)].bytes)
            if count == Self.keptValues || known.isEqual(to: bytes.span) { return }
            last = position
            position = stated[Int(position)].member.next
        }
        let next = Int32(stated.count)
        let start = arena.count
        arena.append(contentsOf: bytes)
        stated.append(
            Stated(
                bytes: start..<arena.count,
                member: GroupTable.Member(batch, row),
                place: place
            )
        )
        if last < 0 { first[group] = next } else { stated[Int(last)].member.next = next }
    }

    // MARK: Reading

    /// The sum of a key.
    func sum(_ key: Int) -> AggregateState { sums[key] }

    /// Whether a value of a key does not parse.
    func hasInvalid(_ key: Int) -> Bool { invalid[key] }

    /// Whether a value of a key is missing: then nothing is known of its sum.
    func hasGap(_ key: Int) -> Bool { gaps[key] }

    /// Whether a key of this table and one of another say the very same, and nothing else, so that they agree.
    ///
    /// - Returns: false also where more would have to be looked at to tell.
    func isSame(_ key: Int, as other: AgreedValues, _ otherKey: Int) -> Bool {
        guard !invalid[key], !other.invalid[otherKey], first[key] >= 0, other.first[otherKey] >= 0 else { return false }
        if wanted.isSummed {
            return !gaps[key] && !other.gaps[otherKey] && sums[key].isSameSum(as: other.sums[otherKey])
        }
        let (one, two) = (stated[Int(first[key])], other.stated[Int(other.first[otherKey])])
        return one.member.next < 0 && two.member.next < 0 && one.bytes.count == two.bytes.count
            && arena.span.extracting(one.bytes).isEqual(to: other.arena.span.extracting(two.bytes))
    }

    /// Whether a key states nothing at all.
    func isSilent(_ key: Int) -> Bool { first[key] < 0 && !invalid[key] }

    /// The different values that a key states.
    func values(_ key: Int, in source: GroupSource) -> [StatedValue] {
        var result: [StatedValue] = []
        var position = first[key]
        while position >= 0 {
            let stated = stated[Int(position)]
            let member = stated.member
            position = member.next
            guard let value = ValueBytes.values(of: arena[stated.bytes]).first.flatMap({ $0 }) else { continue }
            var spot = source.spot(
                offset: member.offset,
                ordinal: Int(member.ordinal),
                wanted.field,
                stated.place
            )
            spot.value = ValueText.shown(value, units: source.units)
            result.append(StatedValue(value: value, spot: spot))
        }
        return result
    }
}
