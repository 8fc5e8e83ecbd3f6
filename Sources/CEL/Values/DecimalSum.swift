/// An exact sum of decimals with 256 bits, so that no order of addends overflows half-way.
public struct DecimalSum: Sendable {
    private var low: UInt128 = 0
    private var high: Int128 = 0
    private var scale = 0

    /// Zero.
    public init() {}

    /// Adds a number.
    ///
    /// - Returns: whether it fitted; only scales that differ by dozens of digits do not.
    @discardableResult
    public mutating func add(_ decimal: Decimal) -> Bool {
        guard alignScale(to: decimal.scale), let mantissa = decimal.rescaled(to: scale) else { return false }
        add(low: UInt128(truncatingIfNeeded: mantissa), high: mantissa < 0 ? -1 : 0)
        return true
    }

    /// Adds another sum.
    @discardableResult
    public mutating func add(_ other: DecimalSum) -> Bool {
        var other = other
        guard alignScale(to: other.scale), other.alignScale(to: scale) else { return false }
        add(low: other.low, high: other.high)
        return true
    }

    /// The sum as a decimal, or nothing where it is beyond 38 digits.
    public var value: Decimal? {
        guard high == 0 && low >> 127 == 0 || high == -1 && low >> 127 == 1 else { return nil }
        return Decimal(mantissa: Int128(truncatingIfNeeded: low), scale: scale)
    }

    private mutating func add(low other: UInt128, high otherHigh: Int128) {
        let (sum, carry) = low.addingReportingOverflow(other)
        low = sum
        high = high &+ otherHigh &+ (carry ? 1 : 0)
    }

    private mutating func alignScale(to wanted: Int) -> Bool {
        guard wanted > scale else { return true }
        for _ in scale..<wanted {
            // 10 × (high, low): the product's upper half carries into the high limb.
            let product = low.multipliedFullWidth(by: 10)
            let (shifted, overflow) = high.multipliedReportingOverflow(by: 10)
            guard !overflow else { return false }
            low = product.low
            high = shifted &+ Int128(truncatingIfNeeded: product.high)
        }
        scale = wanted
        return true
    }
}
