/// An operator or a bracket.
enum Symbol: String {
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case open = "("
    case close = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case dot = "."
    case comma = ","
    case colon = ":"
    case question = "?"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case less = "<"
    case greater = ">"

    /// The symbol that begins with two bytes, the longest there is: `<=` is not `<` and `=`.
    init?(_ first: UInt8, _ second: UInt8) {
        switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
        case ("&", "&"): self = .and
        case ("|", "|"): self = .or
        case ("=", "="): self = .equal
        case ("!", "="): self = .notEqual
        case ("<", "="): self = .lessOrEqual
        case (">", "="): self = .greaterOrEqual
        case ("(", _): self = .open
        case (")", _): self = .close
        case ("[", _): self = .openBracket
        case ("]", _): self = .closeBracket
        case ("{", _): self = .openBrace
        case ("}", _): self = .closeBrace
        case (".", _): self = .dot
        case (",", _): self = .comma
        case (":", _): self = .colon
        case ("?", _): self = .question
        case ("+", _): self = .plus
        case ("-", _): self = .minus
        case ("*", _): self = .times
        case ("/", _): self = .slash
        case ("%", _): self = .percent
        case ("!", _): self = .not
        case ("<", _): self = .less
        case (">", _): self = .greater
        default: return nil
        }
    }
}
