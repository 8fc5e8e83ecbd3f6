internal import Records

/// The groups of one rule: the keys of several documents' tables brought together.
///
/// Nothing of the tables is copied; a group is a chain of (table, key) pairs, in the order of the documents.
struct GroupIndex {
    /// A key of one table.
    private struct Entry {
        var source: Int32
        var key: Int32
        var next: Int32
    }

    /// A group, as a number.
    typealias Group = Int

    /// The tables.
    let sources: [GroupSource]
    /// The collections that have tables.
    let collections: Set<Int>
    private var keys = KeyTable()
    private var entries: [Entry] = []
    private var last: [Int32] = []

    /// Brings tables together.
    ///
    /// O(keys); a single table is used as it is.
    ///
    /// - Parameters:
    ///   - sources: the tables, in the order of the documents.
    ///   - aliases: other names of the parts that are the keys.
    init(_ sources: [GroupSource], aliases: PartAliases = .none) {
        self.sources = sources
        // Sources are many, collections few.
        var collections: Set<Int> = []
        for source in sources where !collections.contains(source.collection) { collections.insert(source.collection) }
        self.collections = collections
        guard sources.count > 1 else { return }
        for (position, source) in sources.enumerated() {
            for key in 0..<source.table.keys.count {
                let bytes = source.table.keys.key(key)
                let group = aliases.canonical(bytes).map { keys.insert($0) } ?? keys.insert(bytes)
                let entry = Int32(entries.count)
                if group == last.count {
                    // The chain is a ring: the last entry leads to the first, so one number a group is enough.
                    entries.append(Entry(source: Int32(position), key: Int32(key), next: entry))
                    last.append(entry)
                } else {
                    let end = Int(last[group])
                    entries.append(Entry(source: Int32(position), key: Int32(key), next: entries[end].next))
                    entries[end].next = entry
                    last[group] = entry
                }
            }
        }
    }

    /// How many groups there are.
    var count: Int { sources.count == 1 ? sources[0].table.keys.count : keys.count }

    /// The bytes of a group's key.
    func key(_ group: Group) -> ArraySlice<UInt8> {
        sources.count == 1 ? sources[0].table.keys.key(group) : keys.key(group)
    }

    /// A group.
    func view(of group: Group) -> GroupView {
        GroupView(sources: sources, shares: shares(of: group), key: key(group))
    }

    /// The tables that hold a group, with its key there, in the order of the documents.
    private func shares(of group: Group) -> [(source: Int, key: Int)] {
        if sources.count == 1 { return [(0, group)] }
        var shares: [(source: Int, key: Int)] = []
        var position = Int(entries[Int(last[group])].next)
        while true {
            shares.append((Int(entries[position].source), Int(entries[position].key)))
            if position == Int(last[group]) { return shares }
            position = Int(entries[position].next)
        }
    }
}
