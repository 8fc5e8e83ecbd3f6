/// The wording of all errors of the expression language.
enum CELMessages {
    static let unterminatedString = "the text is not closed with its quote"
    static let badEscape = "unknown escape in a text"
    static let endOfExpression = "the end of the expression"
    static let anExpression = "an expression"
    static let name = "a name"
    static let intRange = "the number is beyond 64 bits"
    static let hasArgument = "has() takes a field, as in has(line.quantity)"
    static let decimalDivision = "a decimal quotient needs its scale: write divide(a, b, scale)"
    static let range = "beyond the range of times"
    static let keyTwice = "a key stands twice in the map"
    static let quotedCall = "a name in backquotes is a field, not a function"
    static let longSource = "the expression is longer than 100,000 bytes"
    static let macroVariable = "the name of a variable"
    static let mixedDecimal = "an exact decimal does not mix with a double"

    static func unexpectedCharacter(_ character: String) -> String { "unexpected '\(character)'" }

    static func reserved(_ name: String) -> String { "'\(name)' is reserved and cannot be a name" }

    static func sameVariable(_ name: String) -> String { "the two variables need different names, both are '\(name)'" }

    static func nesting(_ limit: Int) -> String { "nested deeper than \(limit) levels" }

    static func expected(_ expected: String, found: Token.Kind) -> String {
        let shown =
            switch found {
            case .identifier(let name): "'\(name)'"
            case .quotedName(let name): "`\(name)`"
            case .int(let digits), .uint(let digits), .double(let digits): digits
            case .string(let text): "\"\(text)\""
            case .bytes: "bytes"
            case .symbol(let symbol): "'\(symbol.rawValue)'"
            case .end: "the end"
            }
        return "expected \(expected), found \(shown)"
    }

    static func unknownVariable(_ name: String, _ known: some Sequence<String>) -> String {
        "unknown name '\(name)'\(suggestion(name, known))"
    }

    static func unknownField(_ name: String, of type: String, _ known: some Sequence<String>) -> String {
        "'\(type)' has no field '\(name)'\(suggestion(name, known))"
    }

    static func unknownFunction(_ name: String, _ known: some Sequence<String>) -> String {
        "unknown function '\(name)'\(suggestion(name, known))"
    }

    static func unnamedTable(_ table: String, _ names: [String]) -> String {
        names.isEmpty
            ? "the rule asks the table '\(table)', so it needs 'tables: [\(table)]'"
            : "the rule asks the table '\(table)', which is not among its 'tables' (\(names.joined(separator: ", ")))"
    }

    static func unknownList(_ name: String, _ known: some Sequence<String>) -> String {
        "there is no code list '\(name)'\(suggestion(name, known))"
    }

    static func noOverload(_ name: String, _ types: [CELType]) -> String {
        "'\(name)' does not take (\(types.map(\.description).joined(separator: ", ")))"
    }

    static func operands(_ symbol: String, _ left: CELType, _ right: CELType) -> String {
        "'\(symbol)' does not take \(left) and \(right)"
    }

    static func type(_ expected: CELType, found: CELType) -> String { "expected \(expected), found \(found)" }

    private static func suggestion(_ name: String, _ known: some Sequence<String>) -> String {
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = EditDistance.between(name.lowercased(), candidate.lowercased())
            if distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        guard let best, best.distance <= Swift.max(1, name.count / 3) else { return "" }
        return "; did you mean '\(best.name)'?"
    }
}
