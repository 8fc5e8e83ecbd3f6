internal import CEL
internal import Records
internal import Rules

/// How a part of a key is made for the records of one batch: as much as can be is done once.
enum KeyForm {
    /// The same bytes for all records: nobody says it, or the header says it for all.
    case bytes([UInt8])
    /// The texts of a column, and what stands for a silent cell; nothing where its record has no key.
    case text(Column, silent: [UInt8]?)
    /// The unit of a quantity, of which there are few.
    case unit(Column)
    /// What is computed of one text alone: neighbours often hold the same.
    case ofText(Column)
    /// What is computed of what is the same for all records.
    case once
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
        guard let field = part.bareSlot, field < fieldCount else {
            return computed(part.program.slots.filter { $0 < fieldCount }, in: batch)
        }
        let column = batch.columns[field]
        if let column {
            guard case .value = part.spread, column.type == .text || column.type == .code else { return .own }
        }
        var silent: [UInt8]?
        if let header = batch.header, let inherited = batch.recordType.fields[field].inherited {
            guard case .value = part.spread else { return .own }
            var bytes: [UInt8] = []
            do throws(EvaluationError) {
                silent = try header.appendKey(row: 0, field: inherited, to: &bytes) ? bytes : nil
                return form(column, silent: silent)
            } catch {
                guard case .absent = error else { return .own }
            }
        }
        if part.allowsAbsence {
            var bytes: [UInt8] = []
            ValueBytes.appendAbsence(to: &bytes)
            silent = bytes
        }
        return form(column, silent: silent)
    }

    /// The form of a part that is computed of some fields, and of what is the same for all records.
    private static func computed(_ fields: Set<Int>, in batch: RecordBatch) -> KeyForm {
        let columns = fields.compactMap { batch.columns[$0] }
        if columns.isEmpty { return .once }
        guard fields.count == 1, columns[0].type == .text || columns[0].type == .code else { return .own }
        return .ofText(columns[0])
    }

    private static func form(_ column: Column?, silent: [UInt8]?) -> KeyForm? {
        guard let column else { return silent.map(KeyForm.bytes) }
        return .text(column, silent: silent)
    }
}
