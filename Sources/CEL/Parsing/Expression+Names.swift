extension Expression {
    /// Whether one of some names stands in it, whatever it means there, or a name outside all containers.
    func mentions(_ names: Set<String>) -> Bool {
        switch kind {
        case .identifier(let name), .testVariable(let name): name.hasPrefix(".") || names.contains(name)
        default: parts.contains { $0.mentions(names) }
        }
    }

    /// The expressions that it is made of.
    private var parts: [Expression] {
        switch kind {
        case .literal, .identifier, .testVariable: []
        case .select(let operand, _, _), .test(let operand, _), .not(let operand), .negate(let operand): [operand]
        case .index(let left, let right, _), .and(let left, let right), .or(let left, let right),
            .binary(_, let left, let right):
            [left, right]
        case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
        case .macro(_, let range, _, let bodies): [range] + bodies
        case .optionalMap(let operand, _, let body, _): [operand, body]
        case .bind(_, let value, let body): [value, body]
        case .list(let items): items.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .conditional(let test, let yes, let no): [test, yes, no]
        }
    }
}
