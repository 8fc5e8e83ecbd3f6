internal import Records

/// Makes spots of cells and records.
enum Spots {
    /// The spot of a cell, or of a record as a whole where the field is nothing or absent.
    static func make(_ batch: RecordBatch, _ row: Int, _ field: Int?, document: Int) -> Draft.Spot {
        let offset = batch.offsets[row]
        guard let field else {
            return Draft.Spot(
                document: document,
                offset: isHeader(batch) ? nil : offset,
                length: 0,
                field: nil,
                value: nil,
                cell: nil
            )
        }
        let name = batch.recordType.fields[field].name
        // A paragraph says several things: two findings that blame it have two causes, and neither is folded away.
        let isProse = batch.recordType.name == "paragraph"
        let cell: Draft.Cell? =
            isProse
            ? nil
            : Draft.Cell(
                document: document,
                recordType: batch.recordType.index,
                ordinal: batch.firstOrdinal + row,
                field: field
            )
        if let place = batch.place(row: row, field: field), place.length > 0 {
            return Draft.Spot(
                document: document,
                offset: place.offset,
                length: place.length,
                field: name,
                value: batch.shown(row: row, field: field),
                cell: cell
            )
        }
        if let header = batch.header, let inherited = batch.recordType.fields[field].inherited,
            let place = header.place(row: 0, field: inherited)
        {
            return Draft.Spot(
                document: document,
                offset: place.offset,
                length: place.length,
                field: name,
                value: header.shown(row: 0, field: inherited),
                cell: Draft.Cell(document: document, recordType: header.recordType.index, ordinal: 0, field: inherited)
            )
        }
        return Draft.Spot(
            document: document,
            offset: isHeader(batch) ? nil : offset,
            length: 0,
            field: name,
            value: batch.shown(row: row, field: field),
            cell: cell
        )
    }

    private static func isHeader(_ batch: RecordBatch) -> Bool { batch.recordType.name == "document" }

    /// What a record is about: its part number, VIN, number or the like.
    static func subject(_ batch: RecordBatch, _ row: Int) -> String? {
        for name in ["partNumber", "vin", "number", "id", "position", "name"] {
            guard let field = batch.recordType.field(named: name), batch.columns[field] != nil,
                let shown = batch.shown(row: row, field: field)
            else { continue }
            return shown
        }
        return nil
    }
}
