/// A parsed expression, not yet checked.
struct Expression {
    /// The sorts of expressions.
    indirect enum Kind {
        /// A constant; of a number also how it was written, so that an exact decimal can be read from it.
        case literal(Value, written: String?)
        /// A name; with a dot before it, one outside all containers and iteration variables.
        case identifier(String)
        case select(Expression, String, isOptional: Bool)
        /// `has(a.b)`.
        case test(Expression, String)
        /// `has(a)`, an extension: whether a variable has a value.
        case testVariable(String)
        case index(Expression, Expression, isOptional: Bool)
        case call(String, target: Expression?, arguments: [Expression])
        /// A macro over a list or map: the range, the iteration variables, and what is evaluated for each.
        case macro(Macro, range: Expression, variables: [String], bodies: [Expression])
        /// `optional.optMap(x, body)` and `optFlatMap`.
        case optionalMap(Expression, variable: String, body: Expression, isFlat: Bool)
        /// `cel.bind(x, value, body)`.
        case bind(String, value: Expression, body: Expression)
        case list([Item])
        case map([Entry])
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case negate(Expression)
        case conditional(Expression, Expression, Expression)
        case binary(BinaryOperator, Expression, Expression)
    }

    /// An element of a list; an optional one, `?x`, may be missing.
    struct Item {
        var value: Expression
        var isOptional: Bool
    }

    /// An entry of a map; an optional one, `?k: v`, may be missing.
    struct Entry {
        var key: Expression
        var value: Expression
        var isOptional: Bool
    }

    /// What it is.
    var kind: Kind
    /// The byte of the source that stands for it in errors.
    var offset: Int
}

/// The macros over lists and maps.
enum Macro: String, Sendable {
    case all
    case exists
    case existsOne = "exists_one"
    case map
    case filter
    // The macros of two variables, an extension; `all`, `exists` and `existsOne` take two as well.
    case transformList
    case transformMap
    case transformMapEntry
    // The aggregates, an extension.
    case sum
    case count
    case min
    case max
    case distinct
    case countBy

    /// The macro of a name as it stands in a call.
    init?(name: String, _ extensions: Environment.Extensions) {
        guard let macro = name == "existsOne" ? .existsOne : Macro(rawValue: name) else { return nil }
        switch macro {
        case .all, .exists, .existsOne, .map, .filter: break
        case .transformList, .transformMap, .transformMapEntry:
            guard extensions.contains(.twoVariables) else { return nil }
        case .sum, .count, .min, .max, .distinct, .countBy:
            guard extensions.contains(.aggregates) else { return nil }
        }
        self = macro
    }
}

/// The operators with two operands but the logical ones.
enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
}
