internal import CEL
package import Records

/// What expressions see of a record's cells as the document writes them: `written.partNumber`, and of a quantity also
/// `written.quantityUnit`.
///
/// A cell is there only where the document does not write it as it is read: blanks around it, full-width digits, a date
/// in another form than 2026-11-24, a unit that is no code.
package enum WrittenShape {
    /// The name of the record.
    static let name = "written"

    /// The fields of a record type, then their units; all are text.
    static func shape(of type: RecordType) -> RecordShape {
        RecordShape(
            name: name,
            fields: (type.fields.map(\.name) + type.fields.map { "\($0.name)Unit" }).map {
                RecordShape.Field(name: $0, type: .string, mayBeAbsent: true)
            }
        )
    }

    /// The field of the record that a field of the shape is about, as an index.
    package static func field(_ field: Int, of type: RecordType) -> Int { field % max(1, type.fields.count) }

    /// Whether a field of the shape is the unit of a quantity.
    package static func isUnit(_ field: Int, of type: RecordType) -> Bool { field >= type.fields.count }
}
