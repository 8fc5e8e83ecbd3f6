extension Code {
    /// The expressions that stand in this one.
    var parts: [Code] {
        switch self {
        case .constant, .slot, .local, .testSlot, .aggregate, .fail: []
        case .field(let operand, _), .testField(let operand, _), .optionalField(let operand, _): [operand]
        case .key(let operand, _, _), .testKey(let operand, _, _): [operand]
        case .not(let operand, _), .negate(let operand, _), .toDecimal(let operand): [operand]
        case .matches(let operand, _, _): [operand]
        case .optionalKey(let left, let right, _), .index(let left, let right, _): [left, right]
        case .and(let left, let right), .or(let left, let right), .binary(_, let left, let right, _): [left, right]
        case .conditional(let test, let yes, let no, _): [test, yes, no]
        case .list(let items, _): items
        case .map(let entries, _, _): entries.flatMap { [$0.key, $0.value] }
        case .call(_, let arguments, _), .dispatch(_, let arguments, _, _): arguments
        case .macro(_, let range, _, _, let bodies, _): [range] + bodies
        case .optionalMap(let operand, _, let body, _, _): [operand, body]
        case .bind(_, let value, let body): [value, body]
        case .all(let codes, let last): codes + [last]
        }
    }
}
