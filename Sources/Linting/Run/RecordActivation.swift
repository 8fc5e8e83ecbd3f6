internal import CEL
internal import Rules

/// The variables of a record rule's expressions.
final class RecordActivation: RowActivation {
    /// The record.
    private(set) var record: RecordReference
    /// The header of its document.
    let document: RecordReference
    /// The dossier's facts.
    let dossier: DossierRecord
    /// The rule's settings.
    let settings: SettingsRecord
    /// The record's cells as the document writes them.
    private let written: WrittenCells

    init(
        record: RecordReference,
        document: RecordReference,
        dossier: DossierRecord,
        settings: SettingsRecord,
        written: WrittenCells
    ) {
        self.record = record
        self.written = written
        self.document = document
        self.dossier = dossier
        self.settings = settings
    }

    func move(to row: Int) { record = RecordReference(source: record.source, row: row) }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        switch slot {
        case RecordSlot.record: .record(record)
        case RecordSlot.document: .record(document)
        case RecordSlot.written: .record(RecordReference(source: written, row: record.row))
        case RecordSlot.dossier: .record(RecordReference(source: dossier, row: 0))
        default: .record(RecordReference(source: settings, row: 0))
        }
    }
}
