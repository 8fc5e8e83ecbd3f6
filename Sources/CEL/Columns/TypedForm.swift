/// What a function does with values of one type, said without boxing them; nothing where it fails.
enum TypedForm: Sendable {
    /// A text to a truth value.
    case test(@Sendable (String) -> Bool?)
    /// Texts, put together as the key of a table, to a truth value.
    case key(@Sendable (ArraySlice<UInt8>) -> Bool?)
    /// A text to a whole number.
    case number(@Sendable (String) -> Int64?)
    /// A whole number to its digits.
    case written
    /// A decimal to a whole number.
    case digits(@Sendable (Decimal) -> Int64?)
    /// A decimal to another.
    case decimal(@Sendable (Decimal) -> Decimal?)
    /// Two decimals to one.
    case decimals(@Sendable (Decimal, Decimal) -> Decimal?)
    /// Two decimals and a whole number to a decimal.
    case scaled(@Sendable (Decimal, Decimal, Int64) -> Decimal?)
    /// A quantity to a decimal.
    case quantity(@Sendable (Quantity, UnitTable) -> Decimal?)
    /// A quantity to the code of its unit.
    case unit
    /// A quantity and a decimal to a quantity.
    case quantities(@Sendable (Quantity, Decimal, UnitTable) -> Quantity?)
}
