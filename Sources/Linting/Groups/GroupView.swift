internal import CEL
internal import Records

/// One group: the records that share a key, wherever they stand.
struct GroupView {
    /// A member of which the place is kept.
    struct Member {
        /// Its table, as an index of `sources`.
        var source: Int
        /// Its position in that table.
        var position: Int
        /// The member itself, where the rule judges members one by one.
        var reference: RecordReference?
    }

    /// The tables.
    let sources: [GroupSource]
    /// The tables that hold the key, with its number there.
    let shares: [(source: Int, key: Int)]
    /// The key, in canonical form.
    let key: ArraySlice<UInt8>

    /// The collections that have members.
    var collections: Set<Int> { Set(shares.map { sources[$0.source].collection }) }

    /// The parts of the key.
    var keyValues: [Value?] { ValueBytes.values(of: key) }

    /// How many members a collection has.
    func count(of collection: Int) -> Int {
        var count = 0
        for share in shares where sources[share.source].collection == collection {
            count += sources[share.source].table.count(share.key)
        }
        return count
    }

    /// The members of a collection of which places are kept, in the order of the documents.
    func members(of collection: Int) -> [Member] {
        shares.flatMap { share -> [Member] in
            guard sources[share.source].collection == collection else { return [] }
            let table = sources[share.source].table
            return table.members(of: share.key).map {
                Member(source: share.source, position: $0, reference: table.reference($0))
            }
        }
    }

    /// The spot of a member's field, or of the member as a whole.
    func spot(_ member: Member, _ field: Int?) -> Draft.Spot {
        sources[member.source].table.spot(member.position, field, in: sources[member.source])
    }
}
