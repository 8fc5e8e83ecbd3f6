internal import CEL
internal import Records
internal import Rules

/// How a part of a key is made for the records of one batch: as much as can be is done once.
enum KeyForm {
    /// The same bytes for all records: nobody says it, or the header says it for all.
    case bytes([UInt8])
    /// The unit of a quantity, of which there are few.
    case unit(Column)
    /// Each record's own.
    case own

    /// The forms of a key's parts.
    ///
    /// - Returns: nothing where no record of the batch has a key.
    static func forms(of parts: [GroupRule.KeyPart], in batch: RecordBatch, fieldCount: Int) -> [KeyForm]? {
        var forms: [KeyForm] = []
        for part in parts {
            guard let form = form(of: part, in: batch, fieldCount) else { return nil }
            forms.append(form)
        }
        return forms
    }

    private static func form(of part: GroupRule.KeyPart, in batch: RecordBatch, _ fieldCount: Int) -> KeyForm? {
        if case .each = part.spread { return .own }
        if case .value = part.spread, let field = part.program.unitSlot, field < fieldCount,
            let column = batch.columns[field], column.type == .quantity
        {
            return .unit(column)
        }
        guard let field = part.bareSlot, field < fieldCount, batch.columns[field] == nil else { return .own }
        var bytes: [UInt8] = []
        if batch.header != nil, batch.recordType.fields[field].inherited != nil {
            guard case .value = part.spread else { return .own }
            do throws(EvaluationError) {
                return try batch.appendKey(row: 0, field: field, to: &bytes) ? .bytes(bytes) : nil
            } catch {
                guard case .absent = error else { return .own }
            }
        }
        guard part.allowsAbsence else { return nil }
        ValueBytes.appendAbsence(to: &bytes)
        return .bytes(bytes)
    }
}
