internal import CEL
internal import Rules

/// The variables of `where` and `by`, and the run constants of aggregates' bodies.
final class MemberActivation: RowActivation {
    /// The member.
    private(set) var member: RecordReference
    /// The header of its document.
    let document: RecordReference
    /// The rule's settings.
    let settings: SettingsRecord
    /// How many fields the member's type has: their slots come first.
    let fieldCount: Int

    init(member: RecordReference, document: RecordReference, settings: SettingsRecord, fieldCount: Int) {
        self.member = member
        self.document = document
        self.settings = settings
        self.fieldCount = fieldCount
    }

    func move(to row: Int) { member = RecordReference(source: member.source, row: row) }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        if slot < fieldCount { return try member.source.value(row: member.row, field: slot) }
        return slot == fieldCount ? .record(document) : .record(RecordReference(source: settings, row: 0))
    }
}

/// The run constants of an aggregate's body: in a group rule's numbering only `settings` is one.
final class ConstantActivation: RowActivation {
    /// The rule's settings.
    let settings: SettingsRecord

    init(settings: SettingsRecord) {
        self.settings = settings
    }

    /// The body names the member itself.
    func move(to row: Int) {}

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        .record(RecordReference(source: settings, row: 0))
    }
}
