package import CEL
package import Records

/// The settings of a rule, seen by its expressions as the record `settings`.
package final class SettingsRecord: RecordSource {
    /// The names, in slot order.
    package let names: [String]
    /// The values.
    package let values: [Value]

    /// Makes settings.
    package init(names: [String], values: [Value]) {
        self.names = names
        self.values = values
    }

    /// Settings are always there.
    package func state(row: Int, field: Int) -> CellState { .present }

    /// The value of a setting.
    package func value(row: Int, field: Int) throws(EvaluationError) -> Value { values[field] }

    /// The settings as expressions see them.
    var shape: RecordShape {
        RecordShape(
            name: "settings",
            fields: zip(names, values).map { RecordShape.Field(name: $0, type: Self.type(of: $1), mayBeAbsent: false) }
        )
    }

    /// The settings with some of them replaced; names that are not there are left out.
    package func replacing(_ others: [(name: String, value: Value)]) -> SettingsRecord {
        let replaced = zip(names, values).map { name, value in others.last { $0.name == name }?.value ?? value }
        return SettingsRecord(names: names, values: replaced)
    }

    /// The settings with others beside them, of which those that are there already are left out.
    func adding(_ others: [(name: String, value: Value)]) -> SettingsRecord {
        let added = others.filter { !names.contains($0.name) }
        return SettingsRecord(names: names + added.map(\.name), values: values + added.map(\.value))
    }

    /// The value of a setting that is a number.
    package func decimal(_ name: String) -> Decimal? { names.firstIndex(of: name).flatMap { values[$0].exact } }

    /// A setting as YAML writes it: a number is an exact decimal, else yes or no, a list of texts, or text.
    package static func value(of node: DefinitionNode) -> Value {
        if node.isList { return .list(node.items.map { value(of: $0) }) }
        let text = node.text ?? ""
        guard node.isPlain else { return .string(text) }
        if let decimal = Decimal(text) { return .decimal(decimal) }
        if let date = CalendarDate(text) { return .date(date) }
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return .string(text)
        }
    }

    private static func type(of value: Value) -> CELType {
        switch value {
        case .decimal: .decimal
        case .bool: .bool
        case .date: .date
        case .list(let items): .list(items.first.map { type(of: $0) } ?? .dyn)
        default: .string
        }
    }
}
