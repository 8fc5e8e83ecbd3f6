package import CEL

/// The type of a field, as `rules/vocabulary.yaml` names it.
package enum FieldType: Hashable, Sendable {
    /// Any text, as it stands less the blanks around it.
    case text
    /// A code: upper case, half width, without blanks around it.
    case code
    /// An exact decimal number.
    case decimal
    /// A whole number of 64 bits.
    case int
    /// A day.
    case date
    /// A decimal with a unit of UNECE Recommendation 20.
    case quantity
    /// True or false.
    case bool
    /// Several texts.
    case texts
    /// Several codes.
    case codes

    /// The type with this name in the vocabulary.
    package init?(named name: String) {
        switch name {
        case "text": self = .text
        case "code": self = .code
        case "decimal": self = .decimal
        case "int": self = .int
        case "date": self = .date
        case "quantity": self = .quantity
        case "bool": self = .bool
        case "list(text)": self = .texts
        case "list(code)": self = .codes
        default: return nil
        }
    }

    /// The names of all types, for messages.
    package static let names = [
        "text", "code", "decimal", "int", "date", "quantity", "bool", "list(text)", "list(code)",
    ]

    /// Cells that are all absent; nothing for lists.
    func emptyCells(_ count: Int) -> ColumnView.Cells? {
        switch self {
        case .text, .code: .texts(Array(repeating: .empty, count: count), arena: [])
        case .decimal: .decimals(Array(repeating: .zero, count: count))
        case .int: .ints(Array(repeating: 0, count: count))
        case .date: .dates(Array(repeating: CalendarDate(daysSinceEpoch: 0), count: count))
        case .quantity: .quantities(Array(repeating: Quantity(value: .zero, unit: 0), count: count))
        case .bool: .bools(Array(repeating: false, count: count))
        case .texts, .codes: nil
        }
    }

    /// The type that an expression sees.
    package var expressionType: CELType {
        switch self {
        case .text, .code: .string
        case .decimal: .decimal
        case .int: .int
        case .date: .date
        case .quantity: .quantity
        case .bool: .bool
        case .texts, .codes: .list(.string)
        }
    }
}
