internal import Records

/// The tables of the documents of one scope, by gathering, so that a rule looks only at documents that have members.
struct ScopeTables {
    /// For each gathering its tables, in the order of the documents, with the document's place in the scope.
    private var tables: [Int: [(place: Int, table: GatheredTable)]] = [:]

    /// Sorts the tables of some documents by gathering.
    init(_ documents: [[GatheredTable]]) {
        for (place, gathered) in documents.enumerated() {
            for table in gathered { tables[table.index, default: []].append((place, table)) }
        }
    }

    /// The tables of a rule's collections, in the order of the documents, and of the collections in each.
    func sources(_ plan: Gathering.Plan) -> [GroupSource] { placed(plan).map(\.source) }

    /// The tables of a rule's collections in each document that has some.
    func sourcesByDocument(_ plan: Gathering.Plan) -> [[GroupSource]] {
        var documents: [[GroupSource]] = []
        var last = -1
        for (place, source) in placed(plan) {
            if place != last { documents.append([]) }
            documents[documents.count - 1].append(source)
            last = place
        }
        return documents
    }

    private func placed(_ plan: Gathering.Plan) -> [(place: Int, source: GroupSource)] {
        var found: [(place: Int, source: GroupSource)] = []
        for (collection, gathering) in plan.gatherings.enumerated() {
            for (place, table) in tables[gathering] ?? [] {
                found.append((place, GroupSource(gathered: table, collection: collection)))
            }
        }
        // Ascending runs, one a collection, which sorting finds.
        if plan.gatherings.count > 1 {
            found.sort { ($0.place, $0.source.collection) < ($1.place, $1.source.collection) }
        }
        return found
    }
}
