package import CEL

/// Values as people read them in messages.
package enum ValueText {
    /// A value as text: decimals as written, dates as `2026-11-24`, quantities with their unit.
    package static func shown(_ value: Value, units: UnitTable) -> String {
        switch value {
        case .string(let text): text
        case .int(let number): String(number)
        case .bool(let flag): flag ? "yes" : "no"
        case .decimal(let decimal): decimal.description
        case .date(let date): date.description
        case .quantity(let quantity): shown(quantity, units: units)
        case .list(let items): items.map { shown($0, units: units) }.joined(separator: ", ")
        case .map(let entries):
            entries.entries.map { "\(shown($0, units: units)) (\(shown($1, units: units)))" }.joined(separator: ", ")
        default: "\(value)"
        }
    }

    private static func shown(_ quantity: Quantity, units: UnitTable) -> String {
        let symbol = units.symbol(quantity.unit)
        return symbol.isEmpty ? quantity.value.description : "\(quantity.value) \(symbol)"
    }
}
