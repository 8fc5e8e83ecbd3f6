internal import CEL
internal import Records
internal import Rules

/// A way of making keys of records; gatherings that make them in the same way share the numbers of a document's keys.
package struct KeySpace: Sendable {
    /// The parts of a key.
    let parts: [GroupRule.KeyPart]
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
        let activation = MemberActivation(
            member: RecordReference(source: batch, row: 0),
            document: RecordReference(source: header, row: 0),
            settings: settings,
            fieldCount: fieldCount
        )
        guard let forms = KeyForm.forms(of: parts, in: batch, fieldCount: fieldCount) else {
            return RowKeys(none: batch.count, spreads: spreads)
        }
        if spreads { return spreadKeys(of: batch, activation, in: &table) }
        var block = KeyBlock(batch)
        for (part, form) in zip(parts, forms) {
            func append(_ row: Int, _ bytes: inout [UInt8]) throws(EvaluationError) -> Bool {
                activation.move(to: row)
                return try MemberKey.append(part, batch, row, activation, to: &bytes)
            }
            switch form {
            case .bytes(let bytes): block.append(bytes)
            case .text(let column, let silent): block.append(column, silent: silent)
            case .unit(let column):
                block.append { (row, bytes) throws(EvaluationError) in
                    guard column.states[row] == .present else {
                        // Where there is no unit, the expression says why.
                        return try append(row, &bytes)
                    }
                    ValueBytes.append(text: batch.units.code(column.quantities[row].unit).utf8, to: &bytes)
                    return true
                }
            case .ofText(let column):
                let arena = batch.arena
                var last: (text: TextSlice, bytes: [UInt8], isMade: Bool)?
                block.append { (row, bytes) throws(EvaluationError) in
                    let (isPresent, text, span) = (column.states[row] == .present, column.texts[row], arena.span)
                    if isPresent, let last,
                        span.extracting(last.text.range).isEqual(to: span.extracting(text.range))
                    {
                        bytes += last.bytes
                        return last.isMade
                    }
                    let start = bytes.count
                    let isMade = try append(row, &bytes)
                    if isPresent { last = (text, Array(bytes[start...]), isMade) }
                    return isMade
                }
            case .once where batch.count > 0:
                var bytes: [UInt8] = []
                do throws(EvaluationError) {
                    guard try append(0, &bytes) else {
                        return RowKeys(none: batch.count, spreads: false)
                    }
                    block.append(bytes)
                } catch {
                    block.append { (_, _) throws(EvaluationError) in throw error }
                }
            case .own, .once:
                block.append(append)
            }
        }
        block.finish()
        return RowKeys(table.insert(block.bytes, ends: block.ends, where: block.isMade), errors: block.errors)
    }

    /// The keys of records that may have several.
    private func spreadKeys(of batch: RecordBatch, _ activation: MemberActivation, in table: inout KeyTable) -> RowKeys
    {
        var keys = RowKeys(none: 0, spreads: true)
        for row in 0..<batch.count {
            activation.move(to: row)
            do throws(EvaluationError) {
                for key in try MemberKey.spread(parts, batch, row, activation) {
                    keys.append(Int32(table.insert(key.span)))
                }
                keys.endRow()
            } catch {
                keys.fail(error)
            }
        }
        return keys
    }
}
