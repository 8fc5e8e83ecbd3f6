/// A decimal with a unit, an index of a `UnitTable`.
public struct Quantity: Sendable {
    /// The number.
    public let value: Decimal
    /// The unit, as an index; 0 is no unit.
    public let unit: UInt16

    /// Makes a quantity.
    public init(value: Decimal, unit: UInt16) {
        self.value = value
        self.unit = unit
    }
}
