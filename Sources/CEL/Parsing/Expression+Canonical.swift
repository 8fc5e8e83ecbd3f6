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
        case .macro(let macro, let range, let variable, let bodies):
            "\(range.canonical).\(macro.rawValue)(\(variable ?? ""), \(all(bodies)))"
        case .list(let items): "[\(all(items))]"
        case .map(let entries): "{\(all(entries.flatMap { [$0.key, $0.value] }))}"
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
