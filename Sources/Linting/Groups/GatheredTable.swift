internal import CEL
internal import Records

/// One document's table of a gathering, complete, with what is needed to say where its members stand.
///
/// A class, because every rule and every group that is looked at refers to it.
final class GatheredTable: Sendable {
    /// The document, as an index of the run.
    let document: Int
    /// The gathering, as an index of the run's.
    let index: Int
    /// How the members were gathered.
    let gathering: Gathering
    /// The keys of the document, of which the table's are some.
    let keys: KeyTable
    /// The members.
    let table: GroupTable
    /// The type of the members.
    let recordType: RecordType
    /// The document's header.
    let header: RecordBatch
    /// The units of quantities.
    let units: UnitTable

    init(
        document: Int,
        index: Int,
        gathering: Gathering,
        keys: KeyTable,
        table: GroupTable,
        recordType: RecordType,
        header: RecordBatch,
        units: UnitTable
    ) {
        self.document = document
        self.index = index
        self.gathering = gathering
        self.keys = keys
        self.table = table
        self.recordType = recordType
        self.header = header
        self.units = units
    }

    /// The bytes of a key of the table.
    func key(_ key: Int) -> ArraySlice<UInt8> { keys.key(Int(table.keys[key])) }

    private var isHeader: Bool { recordType.name == "document" }

    /// The spot of a record as a whole.
    func spot(offset: Int) -> Draft.Spot {
        Draft.Spot(document: document, offset: isHeader ? nil : offset, length: 0)
    }

    /// The spot of a field; its value is read where it stands, unless the header says it.
    func spot(offset: Int, ordinal: Int, _ field: Int, _ place: CellPlace) -> Draft.Spot {
        let name = recordType.fields[field].name
        if isHeader { return Spots.make(header, 0, field, document: document) }
        if place.isInherited, let inherited = recordType.fields[field].inherited {
            var spot = Spots.make(header, 0, inherited, document: document)
            spot.field = name
            return spot
        }
        return Draft.Spot(
            document: document,
            offset: place.length > 0 ? offset + Int(place.offset) : offset,
            length: Int(place.length),
            field: name,
            cell: Draft.Cell(document: document, recordType: recordType.index, ordinal: ordinal, field: field)
        )
    }
}
