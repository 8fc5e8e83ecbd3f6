/// A parsed expression, not yet checked.
struct Expression {
    /// The sorts of expressions.
    indirect enum Kind {
        /// A constant; of a number also how it was written, so that an exact decimal can be read from it.
        case literal(Value, written: String?)
        case identifier(String)
        case select(Expression, String, isOptional: Bool)
        /// `has(a.b)`.
        case test(Expression, String)
        /// `has(a)`, an extension: whether a variable has a value.
        case testVariable(String)
        case index(Expression, Expression, isOptional: Bool)
        case call(String, target: Expression?, arguments: [Expression])
        /// A macro over a list: the range, the iteration variable (none for `count()`), and what is evaluated for each.
        case macro(Macro, range: Expression, variable: String?, bodies: [Expression])
        case list([Expression])
        case map([(key: Expression, value: Expression)])
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case negate(Expression)
        case conditional(Expression, Expression, Expression)
        case binary(BinaryOperator, Expression, Expression)
    }

    /// What it is.
    var kind: Kind
    /// The byte of the source that stands for it in errors.
    var offset: Int
}

/// The macros over lists.
enum Macro: String, Sendable {
    case all
    case exists
    case existsOne = "exists_one"
    case map
    case filter
    // The aggregates, an extension.
    case sum
    case count
    case min
    case max
    case distinct
    case countBy
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
