internal import CEL
internal import Records
internal import Rules

/// The keys of a member, in canonical form.
enum MemberKey {
    /// How many keys a member has at most.
    private static let limit = 200

    /// Appends the key of a member that has just one.
    ///
    /// - Parameters:
    ///   - parts: the parts of the key.
    ///   - forms: how each of them is made in the batch.
    ///   - batch: the records.
    ///   - row: the member.
    ///   - activation: gives the parts their variables.
    ///   - key: takes the key.
    /// - Returns: false where a part's value cannot be part of a key.
    /// - Throws: `absent` where a part is that must not be; what evaluating a part threw.
    static func append(
        _ parts: [GroupRule.KeyPart],
        _ forms: [KeyForm],
        _ batch: RecordBatch,
        _ row: Int,
        _ activation: MemberActivation,
        to key: inout [UInt8]
    ) throws(EvaluationError) -> Bool {
        for index in parts.indices {
            switch forms[index] {
            case .bytes(let bytes):
                key.append(contentsOf: bytes)
                continue
            case .unit(let column) where column.states[row] == .present:
                ValueBytes.append(text: batch.units.code(column.quantities[row].unit).utf8, to: &key)
                continue
            case .unit, .own: break
            }
            do throws(EvaluationError) {
                if case .value = parts[index].spread, let field = parts[index].bareSlot, field < activation.fieldCount {
                    guard try batch.appendKey(row: row, field: field, to: &key) else { return false }
                } else {
                    let value = set(try parts[index].program.evaluate(activation), parts[index])
                    guard ValueBytes.append(key: value, to: &key, units: batch.units) else { return false }
                }
            } catch {
                guard case .absent = error, parts[index].allowsAbsence else { throw error }
                ValueBytes.appendAbsence(to: &key)
            }
        }
        return true
    }

    /// The keys of a member that joins the group of every element of a list.
    ///
    /// - Throws: `absent` where a part is that must not be; what evaluating a part threw.
    static func spread(
        _ parts: [GroupRule.KeyPart],
        _ batch: RecordBatch,
        _ row: Int,
        _ activation: MemberActivation
    ) throws(EvaluationError) -> [[UInt8]] {
        var keys: [[UInt8]] = [[]]
        for part in parts {
            guard case .each = part.spread else {
                var tail: [UInt8] = []
                guard try append([part], [.own], batch, row, activation, to: &tail) else { return [] }
                for index in keys.indices { keys[index] += tail }
                continue
            }
            do throws(EvaluationError) {
                guard case .list(let items) = try part.program.evaluate(activation) else { return [] }
                let tails = items.prefix(limit).compactMap { item -> [UInt8]? in
                    var tail: [UInt8] = []
                    return ValueBytes.append(key: item, to: &tail, units: batch.units) ? tail : nil
                }
                keys = Array(keys.flatMap { key in tails.map { key + $0 } }.prefix(limit))
            } catch {
                guard case .absent = error, part.allowsAbsence else { throw error }
                for index in keys.indices { ValueBytes.appendAbsence(to: &keys[index]) }
            }
        }
        return keys
    }

    /// A list as a set, where the part takes it so.
    private static func set(_ value: Value, _ part: GroupRule.KeyPart) -> Value {
        guard case .set = part.spread, case .list(let items) = value else { return value }
        let texts = items.compactMap { item -> String? in
            guard case .string(let text) = item else { return nil }
            return text
        }
        return .list(Set(texts).sorted().map { .string($0) })
    }
}
