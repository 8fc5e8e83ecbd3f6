internal import CEL
internal import Records

/// The groups of one rule: the keys of several documents' tables brought together.
///
/// Nothing of the tables is copied; a group is a range of (table, key) pairs, in the order of the documents.
struct GroupIndex: Sendable {
    /// A key of one table.
    struct Share: Sendable {
        /// The table, as an index of `sources`.
        var source: Int32
        /// The key in it.
        var key: Int32
    }

    /// The tables.
    let sources: [GroupSource]
    /// The collections that have tables.
    let collections: Set<Int>
    /// How many groups there are.
    let count: Int

    /// Where each group's shares end; of a single table, whose keys are the groups, it is empty.
    private var ends: [Int32] = []
    private var shares: [Share] = []
    /// Of several tables the keys of the scope, and each group's number among them.
    private var keys = KeyTable()
    private var numbers: [Int32] = []

    /// Brings tables together.
    ///
    /// O(keys); a single table is used as it is. Groups stand in the order in which their keys first appear.
    ///
    /// - Parameters:
    ///   - sources: the tables, in the order of the documents.
    ///   - known: the keys of the scope, prepared for the tables; nothing where these tables are all there are.
    init(_ sources: [GroupSource], in known: ScopeKeys? = nil) {
        self.sources = sources
        // Sources are many, collections few.
        var collections: Set<Int> = []
        for source in sources where !collections.contains(source.collection) { collections.insert(source.collection) }
        self.collections = collections
        guard sources.count > 1 else {
            count = sources.first?.table.keys.count ?? 0
            return
        }
        var scope = known ?? ScopeKeys()
        if known == nil { for source in sources { scope.prepare(source) } }
        let scoped = sources.map { scope.numbers(of: $0) }
        keys = scope.keys
        var groups = [Int32](repeating: -1, count: keys.count)
        // First how many shares each group has, then each share in its place.
        var sizes: [Int32] = []
        for (position, source) in sources.enumerated() {
            for key in source.table.keys {
                let number = Int(scoped[position][Int(key)])
                if groups[number] < 0 {
                    groups[number] = Int32(sizes.count)
                    sizes.append(0)
                    numbers.append(Int32(number))
                }
                sizes[Int(groups[number])] += 1
            }
        }
        count = sizes.count
        var next: [Int32] = []
        next.reserveCapacity(count)
        var end: Int32 = 0
        for size in sizes {
            next.append(end)
            end += size
        }
        shares = Array(repeating: Share(source: 0, key: 0), count: Int(end))
        for (position, source) in sources.enumerated() {
            for (place, key) in source.table.keys.enumerated() {
                let group = Int(groups[Int(scoped[position][Int(key)])])
                shares[Int(next[group])] = Share(source: Int32(position), key: Int32(place))
                next[group] += 1
            }
        }
        ends = next
    }

    /// The tables that hold a group, with its key there, in the order of the documents: a range for `share`.
    func shares(of group: Int) -> Range<Int> {
        if ends.isEmpty { return group..<(group + 1) }
        return (group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])
    }

    /// A key of one table.
    func share(_ position: Int) -> Share {
        ends.isEmpty ? Share(source: 0, key: Int32(position)) : shares[position]
    }

    /// The table of a share.
    func source(_ share: Share) -> GroupSource { sources[Int(share.source)] }

    /// The collection that has all members of a group; nothing where several have some.
    func onlyCollection(of group: Int) -> Int? {
        let shares = shares(of: group)
        let first = source(share(shares.lowerBound)).collection
        for position in shares.dropFirst() where source(share(position)).collection != first { return nil }
        return first
    }

    /// The bytes of a group's key.
    func key(_ group: Int) -> ArraySlice<UInt8> {
        ends.isEmpty ? sources[0].key(group) : keys.key(Int(numbers[group]))
    }

    /// A group.
    func view(of group: Int) -> GroupView {
        GroupView(
            sources: sources,
            shares: shares(of: group).map { (Int(share($0).source), Int(share($0).key)) },
            key: key(group)
        )
    }
}
