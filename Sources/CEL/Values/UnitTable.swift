/// Units of measure with exact factors within a dimension, as the embedder supplies them.
///
/// Index 0 is "no unit". A unit that nobody knows has an index of its own, made from its spelling, and compares with
/// nothing but itself.
///
/// No unit is of the counting dimension, where there is one: a bare 4 is four pieces.
public final class UnitTable: Sendable {
    /// One unit.
    public struct Unit: Sendable {
        /// Its code, for example of UNECE Recommendation 20.
        public let code: String
        /// What it measures; units of one dimension convert into each other.
        public let dimension: String
        /// How many base units of the dimension it is.
        public let factor: Decimal
        /// How people write it, such as `kg`; the code where nothing else is usual.
        public let symbol: String

        /// Makes a unit.
        public init(code: String, dimension: String, factor: Decimal, symbol: String? = nil) {
            self.code = code
            self.dimension = dimension
            self.factor = factor
            self.symbol = symbol ?? code
        }
    }

    /// From here on indices are of units that nobody knows.
    private static let firstUnknown: UInt16 = 0x8000

    private let units: [Unit]
    private let indices: [String: UInt16]

    /// No units but "none".
    public static let empty = UnitTable(units: [], spellings: [:], fold: { $0 })

    private let fold: @Sendable (String) -> String
    private let knowsCurrency: @Sendable (String) -> Bool

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - units: the units; at most 32,767.
    ///   - spellings: other names of units, by code.
    ///   - countDimension: the dimension to which a bare number belongs.
    ///   - fold: how names are folded before they are looked up.
    ///   - knowsCurrency: whether a text is the code of a currency, which is to an amount what a unit is to a quantity.
    public init(
        units: [Unit],
        spellings: [String: [String]],
        countDimension: String = "count",
        fold: @escaping @Sendable (String) -> String,
        knowsCurrency: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        let none = Unit(code: "", dimension: countDimension, factor: Decimal(1))
        self.units = [none] + units
        self.fold = fold
        self.knowsCurrency = knowsCurrency
        var indices: [String: UInt16] = ["": 0]
        for (offset, unit) in units.enumerated() {
            let index = UInt16(clamping: offset + 1)
            for name in [unit.code] + (spellings[unit.code] ?? []) where indices[fold(name)] == nil {
                indices[fold(name)] = index
            }
        }
        self.indices = indices
    }

    /// Whether a text is the code of a currency, in upper case.
    public func isCurrency(_ text: String) -> Bool { knowsCurrency(text) }

    /// The unit with a code or spelling; nothing if it is not known.
    public func index(of spelling: String) -> UInt16? { indices[spelling] ?? indices[fold(spelling)] }

    /// The index of a unit that nobody knows: the same for the same spelling.
    public func index(ofUnknown spelling: String) -> UInt16 {
        // FNV-1a: two spellings of one document share an index once in 32,768 times.
        let hash = fold(spelling).utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Self.firstUnknown | UInt16(truncatingIfNeeded: hash ^ (hash >> 16))
    }

    private func unit(_ index: UInt16) -> Unit? { index < Self.firstUnknown ? units[Int(index)] : nil }

    /// The code of a unit; empty for none.
    public func code(_ index: UInt16) -> String { unit(index)?.code ?? "?" }

    /// How people write a unit; empty for none.
    public func symbol(_ index: UInt16) -> String { unit(index)?.symbol ?? "" }

    /// The quantity in base units of its dimension, or nothing on overflow.
    public func base(_ quantity: Quantity) -> (value: Decimal, dimension: String)? {
        guard let unit = unit(quantity.unit) else { return (quantity.value, "?\(quantity.unit)") }
        guard let value = quantity.value.multiplied(by: unit.factor) else { return nil }
        return (value, unit.dimension)
    }

    /// Whether two units are of one dimension.
    public func areComparable(_ left: UInt16, _ right: UInt16) -> Bool {
        guard left != right else { return true }
        guard let left = unit(left), let right = unit(right) else { return false }
        return left.dimension == right.dimension
    }

    /// The quantity in another unit, or nothing where they do not convert; 12 digits behind the point at most.
    public func convert(_ quantity: Quantity, to unit: UInt16) -> Decimal? {
        if quantity.unit == unit { return quantity.value }
        guard areComparable(quantity.unit, unit), let base = base(quantity), let factor = self.unit(unit)?.factor else {
            return nil
        }
        return factor == Decimal(1) ? base.value : base.value.divided(by: factor, scale: 12)?.normalised
    }

    /// Which is less, or nothing where they do not compare.
    public func compare(_ left: Quantity, _ right: Quantity) -> (isLess: Bool, isEqual: Bool)? {
        if left.unit == right.unit { return (left.value < right.value, left.value == right.value) }
        guard areComparable(left.unit, right.unit), let first = base(left), let second = base(right) else { return nil }
        return (first.value < second.value, first.value == second.value)
    }

    /// The sum in the left one's unit, or nothing where they do not convert.
    public func add(_ left: Quantity, _ right: Quantity) -> Quantity? {
        guard let converted = convert(right, to: left.unit), let sum = left.value.adding(converted) else { return nil }
        return Quantity(value: sum, unit: left.unit == 0 ? right.unit : left.unit)
    }
}
