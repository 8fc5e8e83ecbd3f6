internal import CEL
internal import Records
internal import Rules

/// Makes the mends of findings: what shall be read in which cell.
enum Mending {
    /// The mend of a record.
    ///
    /// - Returns: nothing where the rule's expression has no value, or the cell does not stand in the document, or what is
    ///   read of a number or a date would change: a fix never changes a quantity or an amount.
    static func make(
        _ fix: RuleFix,
        _ batch: RecordBatch,
        _ row: Int,
        _ blamed: Int?,
        document: Int,
        _ activation: some Activation
    ) -> Draft.Mend? {
        guard let program = fix.program, let text = text(try? program.evaluate(activation)) else { return nil }
        if case .unit(let field) = fix.target {
            let cell = batch.written.first { $0.row == row && $0.field == field && $0.isUnit }
            guard let cell, batch.units.index(of: text) == batch.units.index(of: cell.text) else { return nil }
            let spot = Draft.Spot(
                document: document,
                offset: cell.offset,
                length: cell.length,
                field: batch.recordType.fields[field].name,
                value: cell.text
            )
            return Draft.Mend(safety: fix.safety, spot: spot, text: text)
        }
        var field = blamed
        if case .field(let own) = fix.target { field = own }
        guard let field, keeps(batch, row, field, text, fix.safety) else { return nil }
        let spot = Spots.make(batch, row, field, document: document)
        guard spot.length > 0 else { return nil }
        return Draft.Mend(safety: fix.safety, spot: spot, text: text)
    }

    /// The text that a value is written as.
    static func text(_ value: Value?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .date(let date): date.description
        default: nil
        }
    }

    /// Whether a number or a date stays what it is.
    private static func keeps(
        _ batch: RecordBatch,
        _ row: Int,
        _ field: Int,
        _ text: String,
        _ safety: RuleFix.Safety
    ) -> Bool {
        let value = try? batch.value(row: row, field: field)
        switch batch.recordType.fields[field].type {
        case .text, .code: return true
        case .texts, .codes, .bool: return false
        case .date:
            // What could not be read may be written anew by a rule that says it is unsure.
            guard let value else { return safety == .unsafe }
            guard case .date(let old) = value,
                case .success(let new) = DateText.parse(text, allowsSerial: false)
            else { return false }
            return new == old
        case .decimal, .int, .quantity:
            let bytes = Array(text.utf8)
            guard case .success(let new) = NumberText.parse(bytes.span) else { return false }
            switch value {
            case .quantity(let old):
                let hasUnit = new.affix.isEmpty || batch.units.index(of: new.affix) == old.unit
                return new.value == old.value && hasUnit
            case .some(let old): return old.exact == new.value && new.affix.isEmpty
            case nil: return false
            }
        }
    }
}
