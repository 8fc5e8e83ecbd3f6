internal import CEL
package import Linting
internal import Records

/// Documents as shiplint JSON: the vocabulary itself, which can be checked again.
package enum DocumentJSON {
    /// The documents as text: one object, or a list where a workbook holds several.
    package static func render(_ documents: [Conversion]) -> String {
        let values = documents.map(value)
        return (values.count == 1 ? values[0] : .array(values)).text() + "\n"
    }

    private static func value(_ document: Conversion) -> JSONValue {
        var members: [(String, JSONValue)] = [("kind", .optional(document.kind))]
        let header = record(document.header, 0)
        if case .object(let fields) = header, !fields.isEmpty { members.append(("document", header)) }
        var types: [String] = []
        for batch in document.batches where !types.contains(batch.recordType.name) {
            types.append(batch.recordType.name)
        }
        for type in types {
            let records = document.batches.filter { $0.recordType.name == type }.flatMap { batch in
                (0..<batch.count).map { record(batch, $0) }
            }
            members.append((type, .array(records)))
        }
        return .object(members)
    }

    /// The filled fields of a record; one that does not parse is given as it is written.
    private static func record(_ batch: RecordBatch, _ row: Int) -> JSONValue {
        .object(
            batch.recordType.fields.enumerated().compactMap { index, field in
                guard batch.state(row: row, field: index) != .absent else { return nil }
                guard let value = try? batch.value(row: row, field: index) else {
                    return batch.shown(row: row, field: index).map { (field.name, .string($0)) }
                }
                return (field.name, json(value, batch.units))
            }
        )
    }

    private static func json(_ value: Value, _ units: UnitTable) -> JSONValue {
        switch value {
        case .int(let number): .number(Int(number))
        case .bool(let flag): .bool(flag)
        case .decimal(let decimal): .literal(decimal.description)
        case .quantity(let quantity) where quantity.unit == 0: .literal(quantity.value.description)
        case .quantity(let quantity):
            .object([("value", .literal(quantity.value.description)), ("unit", .string(units.code(quantity.unit)))])
        case .list(let items): .array(items.map { json($0, units) })
        default: .string(ValueText.shown(value, units: units))
        }
    }
}
