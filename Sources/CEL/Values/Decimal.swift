/// An exact decimal number: a 128-bit mantissa and a scale, so `12.50` is 1250 with scale 2.
///
/// Equal numbers are equal and hash alike whatever their scale (`1.0 == 1`); the scale is kept for display. Operations
/// that would lose a digit return nothing rather than round.
public struct Decimal: Sendable {
    /// The digits, with their sign.
    public let mantissa: Int128
    /// The scale, in a byte: so a quantity takes 32 bytes and not 48.
    private let places: UInt8

    /// How many of the digits stand behind the point, 0 to 38.
    public var scale: Int { Int(places) }

    /// The largest scale.
    public static let maximumScale = 38

    /// Zero.
    public static let zero = Decimal(mantissa: 0, scale: 0)

    /// Makes a decimal from its parts.
    public init(mantissa: Int128, scale: Int) {
        self.mantissa = mantissa
        places = UInt8(truncatingIfNeeded: scale)
    }

    /// Makes a decimal from a whole number.
    public init(_ int: some BinaryInteger) {
        self.init(mantissa: Int128(int), scale: 0)
    }

    /// Reads digits with at most one point and a sign; nothing for any other form, or beyond 38 digits.
    public init?(_ text: some StringProtocol) {
        var mantissa: Int128 = 0
        var scale: Int?
        var digits = 0
        var isNegative = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                let (sum, more) = shifted.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
                guard !overflow, !more else { return nil }
                mantissa = sum
                digits += 1
                scale = scale.map { $0 + 1 }
            case UInt8(ascii: "."):
                guard scale == nil else { return nil }
                scale = 0
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard index == 0 else { return nil }
                isNegative = byte == UInt8(ascii: "-")
            default: return nil
            }
        }
        guard digits > 0, (scale ?? 0) <= Self.maximumScale else { return nil }
        self.init(mantissa: isNegative ? -mantissa : mantissa, scale: scale ?? 0)
    }

    /// Powers of ten up to 10^38.
    static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<38 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    /// The same number with at least this scale, or nothing where its digits do not fit.
    func rescaled(to wanted: Int) -> Int128? {
        guard wanted > scale else { return mantissa }
        guard wanted - scale <= 38 else { return mantissa == 0 ? 0 : nil }
        let (result, overflow) = mantissa.multipliedReportingOverflow(by: Self.powers[wanted - scale])
        return overflow ? nil : result
    }

    /// The number without zeros at the end of its fraction.
    public var normalised: Decimal {
        guard scale > 0 else { return self }
        // Most numbers fit into 64 bits, where division takes a tenth of the time.
        if var small = Int64(exactly: mantissa) {
            var scale = scale
            while scale > 0, small % 10 == 0 {
                small /= 10
                scale -= 1
            }
            return Decimal(mantissa: Int128(small), scale: scale)
        }
        var (mantissa, scale) = (mantissa, scale)
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        return Decimal(mantissa: mantissa, scale: scale)
    }

    /// The whole number that this is, or nothing if it has a fraction or is beyond 64 bits.
    public var wholeNumber: Int? {
        let normalised = normalised
        return normalised.scale == 0 ? Int(exactly: normalised.mantissa) : nil
    }

    /// The nearest binary number.
    public var double: Double { Double(description) ?? .nan }
}

// MARK: - Arithmetic

extension Decimal {
    /// How a result with too many digits is shortened.
    public enum Rounding: Sendable {
        /// To the nearest, ties away from zero, as in commerce.
        case halfUp
        /// To the nearest, ties to the even digit.
        case halfEven
    }

    /// The sum, or nothing on overflow.
    public func adding(_ other: Decimal) -> Decimal? {
        let scale = max(scale, other.scale)
        guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Decimal(mantissa: sum, scale: scale)
    }

    /// The difference, or nothing on overflow.
    public func subtracting(_ other: Decimal) -> Decimal? {
        adding(Decimal(mantissa: -other.mantissa, scale: other.scale))
    }

    /// The product, or nothing on overflow.
    public func multiplied(by other: Decimal) -> Decimal? {
        if let first = Int64(exactly: mantissa), let second = Int64(exactly: other.mantissa),
            scale + other.scale <= Self.maximumScale
        {
            return Decimal(mantissa: Int128(first) * Int128(second), scale: scale + other.scale)
        }
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
        if !overflow, scale + other.scale <= Self.maximumScale {
            return Decimal(mantissa: product, scale: scale + other.scale)
        }
        // Zeros at the end of a fraction must not make a product overflow.
        let (left, right) = (normalised, other.normalised)
        guard left.scale < scale || right.scale < other.scale else { return nil }
        return left.multiplied(by: right)
    }

    /// The quotient with a given scale, or nothing on overflow or division by zero.
    public func divided(by other: Decimal, scale wanted: Int, rounding: Rounding = .halfUp) -> Decimal? {
        guard other.mantissa != 0, (0...Self.maximumScale).contains(wanted) else { return nil }
        // mantissa/10^s ÷ m2/10^s2 = (mantissa × 10^(wanted + s2 − s)) / m2 / 10^wanted
        let shift = wanted + other.scale - scale
        var (numerator, denominator) = (mantissa, other.mantissa)
        guard abs(shift) <= 38 else { return nil }
        if shift >= 0 {
            let (shifted, overflow) = numerator.multipliedReportingOverflow(by: Self.powers[shift])
            guard !overflow else { return nil }
            numerator = shifted
        } else {
            let (shifted, overflow) = denominator.multipliedReportingOverflow(by: Self.powers[-shift])
            guard !overflow else { return nil }
            denominator = shifted
        }
        return Decimal(mantissa: Self.quotient(numerator, denominator, rounding), scale: wanted)
    }

    /// The number with at most this scale.
    public func rounded(toScale wanted: Int, rounding: Rounding = .halfUp) -> Decimal {
        guard scale > wanted, wanted >= 0 else { return self }
        return Decimal(mantissa: Self.quotient(mantissa, Self.powers[scale - wanted], rounding), scale: wanted)
    }

    /// The number without its sign.
    public var magnitude: Decimal { Decimal(mantissa: abs(mantissa), scale: scale) }

    private static func quotient(_ numerator: Int128, _ denominator: Int128, _ rounding: Rounding) -> Int128 {
        if denominator == 1 { return numerator }
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard remainder != 0 else { return quotient }
        let rest = remainder.magnitude
        let other = denominator.magnitude - rest
        let isUp = rest > other || (rest == other && (rounding == .halfUp || quotient % 2 != 0))
        guard isUp else { return quotient }
        return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1
    }
}

// MARK: - Comparison and text

extension Decimal: Comparable, Hashable {
    /// Whether two numbers are equal, whatever their scales.
    public static func == (left: Decimal, right: Decimal) -> Bool {
        if left.scale == right.scale { return left.mantissa == right.mantissa }
        let scale = max(left.scale, right.scale)
        if let first = left.rescaled(to: scale), let second = right.rescaled(to: scale) { return first == second }
        let (left, right) = (left.normalised, right.normalised)
        return left.scale == right.scale && left.mantissa == right.mantissa
    }

    /// Whether a number is less than another.
    public static func < (left: Decimal, right: Decimal) -> Bool {
        let scale = max(left.scale, right.scale)
        if let first = left.rescaled(to: scale), let second = right.rescaled(to: scale) { return first < second }
        // One of them has too many digits to be brought to the other's scale, so its size decides.
        return left.double < right.double
    }

    /// Hashes the normalised number.
    public func hash(into hasher: inout Hasher) {
        let normalised = normalised
        hasher.combine(normalised.mantissa)
        hasher.combine(normalised.scale)
    }
}

extension Decimal: CustomStringConvertible {
    /// The digits with a point, with as many behind it as the scale says.
    public var description: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }
}
