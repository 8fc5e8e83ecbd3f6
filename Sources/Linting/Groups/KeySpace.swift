internal import CEL
internal import Records
internal import Rules

/// A way of making keys of records; gatherings that make them in the same way share the numbers of a document's keys.
package struct KeySpace: Sendable {
    /// The parts of a key.
    let parts: [GroupRule.KeyPart]
    /// The field that is the whole key, where it is just one that must be there.
    let bareField: Int?
    /// How many fields the records have: the slots of the parts begin with them.
    let fieldCount: Int
    /// Whether a record may have several keys.
    let spreads: Bool
    /// The constants that the parts may read.
    let settings: SettingsRecord

    /// What tells one way from others.
    struct Signature: Hashable {
        let recordType: Int
        let parts: [GroupRule.KeyPart.Signature]
    }

    /// What tells it from other ways; nothing where it reads settings, which are a rule's own.
    let signature: Signature?

    init(_ collection: GroupRule.Collection, settings: SettingsRecord) {
        parts = collection.key
        fieldCount = collection.fieldCount
        spreads = collection.spreads
        self.settings = settings
        let part = collection.key.count == 1 ? collection.key.first : nil
        if let part, case .value = part.spread, !part.allowsAbsence, let field = part.bareSlot,
            field < collection.fieldCount
        {
            bareField = field
        } else {
            bareField = nil
        }
        let readsSettings = collection.key.contains {
            $0.program.slots.contains(MemberSlot.settings(fields: collection.fieldCount))
        }
        signature =
            readsSettings
            ? nil : Signature(recordType: collection.recordType, parts: collection.key.map(\.signature))
    }

    /// The keys of a batch's records, as numbers of a table.
    ///
    /// O(bytes of the keys). The table grows by the keys that are new.
    func keys(of batch: RecordBatch, header: RecordBatch, in table: inout KeyTable) -> RowKeys {
        var keys = RowKeys(count: batch.count, spreads: spreads)
        let activation = MemberActivation(
            member: RecordReference(source: batch, row: 0),
            document: RecordReference(source: header, row: 0),
            settings: settings,
            fieldCount: fieldCount
        )
        if let bareField, addBare(bareField, batch, &keys, &table) { return keys }
        guard let forms = KeyForm.forms(of: parts, in: batch, fieldCount: fieldCount) else {
            for _ in 0..<batch.count { keys.appendNone() }
            return keys
        }
        let isComputed = parts.indices.contains { index in
            switch forms[index] {
            case .bytes: false
            // Where there is no unit, the expression says why.
            case .unit: true
            case .own: !isCell(parts[index])
            }
        }
        var key: [UInt8] = []
        for row in 0..<batch.count {
            if isComputed || spreads { activation.move(to: row) }
            do throws(EvaluationError) {
                key.removeAll(keepingCapacity: true)
                if spreads {
                    for key in try MemberKey.spread(parts, batch, row, activation) {
                        keys.append(Int32(table.insert(key.span)))
                    }
                    keys.endRow()
                } else if try MemberKey.append(parts, forms, batch, row, activation, to: &key) {
                    keys.append(Int32(table.insert(key.span)))
                } else {
                    keys.appendNone()
                }
            } catch {
                keys.fail(error)
            }
        }
        return keys
    }

    /// Whether a part is a field of the record as it is.
    private func isCell(_ part: GroupRule.KeyPart) -> Bool {
        guard case .value = part.spread, let field = part.bareSlot else { return false }
        return field < fieldCount
    }

    /// The keys that are the cells of one column of text.
    ///
    /// - Returns: false where there is no such column, or cells may be inherited.
    private func addBare(
        _ field: Int,
        _ batch: RecordBatch,
        _ keys: inout RowKeys,
        _ table: inout KeyTable
    ) -> Bool {
        guard batch.header == nil || batch.recordType.fields[field].inherited == nil else { return false }
        var last: [UInt8] = []
        var lastNumber = -1
        return batch.forEachTextKey(of: field) { row, state, key in
            switch state {
            case .present:
                // Neighbours often have the same key.
                if lastNumber < 0 || !ValueBytes.isEqual(last, key) {
                    lastNumber = table.insert(key)
                    last.removeAll(keepingCapacity: true)
                    unsafe key.withUnsafeBufferPointer { unsafe last.append(contentsOf: $0) }
                }
                keys.append(Int32(lastNumber))
            case .absent: keys.fail(.absent)
            case .invalid, .undecided: keys.fail(.invalid)
            }
        }
    }
}
