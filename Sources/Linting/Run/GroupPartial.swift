internal import CEL
internal import Rules

/// What is known of the records that share a key; partials of several documents merge.
struct GroupPartial: Sendable {
    /// One member's places, kept for the first few.
    struct Member: Sendable {
        var reference: RecordReference?
        var record: Draft.Spot
        /// The fields that the rule points at, by index.
        var spots: [(field: Int, spot: Draft.Spot)]
    }

    /// One collection's share.
    struct Share: Sendable {
        var count = 0
        var members: [Member] = []
        /// For `agree`: the different values with where they stand first.
        var values: [(value: Value, spot: Draft.Spot)] = []
        var sum: AggregateState?
        var hasInvalid = false
    }

    /// How many members' places a share keeps, if it does not keep all.
    static let keptPlaces = 3

    /// The key's parts, for `key.…`.
    var key: [Value?]
    /// By collection.
    var shares: [Share]
    /// By aggregate of the rule.
    var aggregates: [AggregateState]

    init(key: [Value?], rule: GroupRule) {
        self.key = key
        shares = rule.collections.map { _ in Share() }
        aggregates = rule.aggregates.map { $0.makeState() }
    }

    /// Adds the members of another partial of the same key.
    mutating func merge(_ other: GroupPartial, rule: GroupRule) {
        for index in shares.indices {
            shares[index].count += other.shares[index].count
            shares[index].hasInvalid = shares[index].hasInvalid || other.shares[index].hasInvalid
            let isWhole = rule.collections[index].isWhole
            for member in other.shares[index].members where isWhole || shares[index].members.count < Self.keptPlaces {
                shares[index].members.append(member)
            }
            shares[index].values += other.shares[index].values
            if let sum = other.shares[index].sum {
                if shares[index].sum == nil { shares[index].sum = sum } else { shares[index].sum?.merge(sum) }
            }
        }
        for index in aggregates.indices { aggregates[index].merge(other.aggregates[index]) }
    }
}
