/// An expression in the form that runs over columns.
///
/// Forms that may meet values for which they are not made keep the general form beside them.
indirect enum ColumnCode: Sendable {
    /// Reads nothing of the record: evaluated once a batch.
    case hoisted(Code)
    case cell(Int, Code)
    case isPresent(Int, Code)
    /// The value of an aggregate for each group.
    case aggregate(Int, Code)
    /// How many elements the value of an aggregate has for each group.
    case aggregateSize(Int, Code)
    /// `record.?field.orValue(…)`.
    case cellOr(Int, ColumnCode, Code)
    case and(ColumnCode, ColumnCode)
    case or(ColumnCode, ColumnCode)
    case not(ColumnCode, Code)
    case conditional(ColumnCode, ColumnCode, ColumnCode, Code)
    case binary(BinaryOperator, ColumnCode, ColumnCode, Code)
    case toDecimal(ColumnCode, Code)
    case matches(ColumnCode, Regex, Code)
    /// A function of which is known what it does with values of the types that it takes.
    case typed(TypedForm, [ColumnCode], Code)
    /// Anything else, row by row; the fields that it reads, or nothing where it takes the record as a whole.
    case rowwise(Code, reads: [Int]?)
}
