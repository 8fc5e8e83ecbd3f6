internal import CEL
internal import Records

/// One document's table as the members of one collection of the rule that is judged.
struct GroupSource: Sendable {
    /// The table.
    let gathered: GatheredTable
    /// The collection of the rule.
    let collection: Int

    /// The document, as an index of the run.
    var document: Int { gathered.document }
    /// How the members were gathered.
    var gathering: Gathering { gathered.gathering }
    /// The keys of the document, of which the table's are some.
    var keys: KeyTable { gathered.keys }
    /// The members.
    var table: GroupTable { gathered.table }
    /// The type of the members.
    var recordType: RecordType { gathered.recordType }
    /// The document's header.
    var header: RecordBatch { gathered.header }
    /// The units of quantities.
    var units: UnitTable { gathered.units }

    /// The bytes of a key of the table.
    func key(_ key: Int) -> ArraySlice<UInt8> { gathered.key(key) }

    /// The spot of a record as a whole.
    func spot(offset: Int) -> Draft.Spot { gathered.spot(offset: offset) }

    /// The spot of a field; its value is read where it stands, unless the header says it.
    func spot(offset: Int, ordinal: Int, _ field: Int, _ place: CellPlace) -> Draft.Spot {
        gathered.spot(offset: offset, ordinal: ordinal, field, place)
    }
}
