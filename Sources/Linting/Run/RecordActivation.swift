internal import CEL
internal import Rules

/// The variables of a record rule's expressions.
struct RecordActivation: Activation {
    /// The record.
    var record: RecordReference
    /// The header of its document.
    let document: RecordReference
    /// The dossier's facts.
    let dossier: DossierRecord
    /// The rule's settings.
    let settings: SettingsRecord

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        switch slot {
        case RecordSlot.record: .record(record)
        case RecordSlot.document: .record(document)
        case RecordSlot.dossier: .record(RecordReference(source: dossier, row: 0))
        default: .record(RecordReference(source: settings, row: 0))
        }
    }
}
