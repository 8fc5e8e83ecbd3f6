internal import CEL
internal import Records
internal import Rules

/// The keys of a member, in canonical form.
enum MemberKey {
    /// How many keys a member has at most.
    private static let limit = 200

    /// Appends a part of the key of a member that has just one.
    ///
    /// - Returns: false where the part's value cannot be part of a key.
    /// - Throws: `absent` where the part is that must not be; what evaluating it threw.
    static func append(
        _ part: GroupRule.KeyPart,
        _ batch: RecordBatch,
        _ row: Int,
        _ activation: MemberActivation,
        to key: inout [UInt8]
    ) throws(EvaluationError) -> Bool {
        do throws(EvaluationError) {
            if case .value = part.spread, let field = part.bareSlot, field < activation.fieldCount {
                return try batch.appendKey(row: row, field: field, to: &key)
            }
            let value = set(try part.program.evaluate(activation), part)
            return ValueBytes.append(key: value, to: &key, units: batch.units)
        } catch {
            guard case .absent = error, part.allowsAbsence else { throw error }
            ValueBytes.appendAbsence(to: &key)
            return true
        }
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
                guard try append(part, batch, row, activation, to: &tail) else { return [] }
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
