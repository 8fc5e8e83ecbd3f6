extension Expression {
    /// The expression as text without its places: equal texts mean equal expressions.
    var canonical: String {
        func all(_ parts: [Expression]) -> String { parts.map(\.canonical).joined(separator: ", ") }
        return switch kind {
        case .literal(let value, let written): "\(written ?? "") \(value)"
        case .identifier(let name): name
        case .select(let operand, let name, let isOptional): "\(operand.canonical).\(isOptional ? "?" : "")\(name)"
        case .test(let operand, let name): "has(\(operand.canonical).\(name))"
        case .testVariable(let name): "has(\(name))"
        case .index(let operand, let index, let isOptional):
            "\(operand.canonical)[\(isOptional ? "?" : "")\(index.canonical)]"
        case .call(let name, let target, let arguments): "\(target?.canonical ?? "").\(name)(\(all(arguments)))"
        case .macro(let macro, let range, let variables, let bodies):
            "\(range.canonical).\(macro.rawValue)(\(variables.joined(separator: ", ")), \(all(bodies)))"
        case .optionalMap(let operand, let variable, let body, let isFlat):
            "\(operand.canonical).\(isFlat ? "optFlatMap" : "optMap")(\(variable), \(body.canonical))"
        case .bind(let name, let value, let body): "cel.bind(\(name), \(value.canonical), \(body.canonical))"
        case .list(let items):
            "[\(items.map { ($0.isOptional ? "?" : "") + $0.value.canonical }.joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { ($0.isOptional ? "?" : "") + all([$0.key, $0.value]) }.joined(separator: ", "))}"
        case .and(let left, let right): "(\(left.canonical) && \(right.canonical))"
        case .or(let left, let right): "(\(left.canonical) || \(right.canonical))"
        case .not(let operand): "!\(operand.canonical)"
        case .negate(let operand): "-\(operand.canonical)"
        case .conditional(let test, let yes, let no): "(\(test.canonical) ? \(yes.canonical) : \(no.canonical))"
        case .binary(let operation, let left, let right):
            "(\(left.canonical) \(operation.rawValue) \(right.canonical))"
        }
    }
}
