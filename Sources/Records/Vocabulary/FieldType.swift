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
