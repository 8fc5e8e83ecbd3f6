internal import CEL
internal import Records

/// What a rule's expressions read.
package struct ProgramReads: Sendable {
    /// Fields of the record itself, as indices.
    package let fields: Set<Int>
    /// Fields of the document's header, directly or inherited, as indices.
    package let headerFields: Set<Int>
    /// Whether it asks what other documents there are.
    package let readsDossier: Bool
    /// Fields of which it asks how the document writes them, as indices of `WrittenShape`.
    package let writtenFields: Set<Int>

    /// - Parameters:
    ///   - programs: expressions in which `document` is the header of the record's document.
    ///   - groupPrograms: expressions over collections, in which it is a member like any other.
    ///   - record: the type of the records.
    ///   - at: fields read besides.
    ///   - hasRoles: whether the role of a line is read.
    ///   - dossierSlot: the slot of the dossier.
    init(
        programs: [Program],
        groupPrograms: [Program] = [],
        record: RecordType,
        at: [Int],
        hasRoles: Bool,
        dossierSlot: Int
    ) {
        var fields = Set(at)
        var header: Set<Int> = []
        var stage = false
        var written: Set<Int> = []
        for read in groupPrograms.flatMap(\.reads) where read.record == record.name {
            fields.insert(read.field)
            if record.name == "document" { header.insert(read.field) }
        }
        for read in programs.flatMap(\.reads) {
            switch read.record {
            case record.name where record.name == "document":
                fields.insert(read.field)
                header.insert(read.field)
            case record.name: fields.insert(read.field)
            case "document": header.insert(read.field)
            case WrittenShape.name:
                written.insert(read.field)
                fields.insert(WrittenShape.field(read.field, of: record))
            case "dossier": stage = stage || !DossierRecord.runConstants.contains(read.field)
            default: break
            }
        }
        if hasRoles, let role = record.field(named: "role") { fields.insert(role) }
        for field in fields { if let inherited = record.fields[field].inherited { header.insert(inherited) } }
        writtenFields = written
        self.fields = fields
        headerFields = header
        let calls = programs.contains { program in
            program.slots.contains(dossierSlot) && program.source.contains(".has(")
        }
        readsDossier = stage || calls
    }
}
