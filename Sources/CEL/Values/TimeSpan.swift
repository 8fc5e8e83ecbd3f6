/// A span of time in nanoseconds (protobuf's `Duration`, within 64 bits of nanoseconds).
public struct TimeSpan: Hashable, Sendable {
    /// Its length in nanoseconds; negative for a span back in time.
    public let nanoseconds: Int64

    /// Makes a span.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    private static let units: [(name: String, nanoseconds: Int128)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]

    /// Reads numbers with units, such as `1h45m`, `-1.5s` or `300ms`; nothing for any other form or beyond the range.
    public init?(_ text: String) {
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        if rest == "0" {
            self.init(nanoseconds: 0)
            return
        }
        var sum: Int128 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0 == "." || ("0"..."9").contains($0) }
            guard digits.utf8.count < 30, digits != ".", let number = Decimal(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0 != "." && !("0"..."9").contains($0) }
            guard let unit = Self.units.first(where: { $0.name == name }),
                let product = number.multiplied(by: Decimal(unit.nanoseconds))
            else { return nil }
            rest = rest.dropFirst(name.count)
            sum += product.mantissa / Decimal.powers[product.scale]
        }
        guard let nanoseconds = Int64(exactly: isNegative ? -sum : sum) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    /// Whole seconds, towards zero.
    public var seconds: Int64 { nanoseconds / 1_000_000_000 }

    /// `.5` for half a second; nothing for whole ones.
    static func fraction(_ nanoseconds: Int32) -> String {
        guard nanoseconds != 0 else { return "" }
        var digits = String(nanoseconds.magnitude)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return ".\(digits)"
    }
}

extension TimeSpan: Comparable, CustomStringConvertible {
    /// Shorter spans are less.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Seconds with their unit, such as `6347s` or `-1.5s`.
    public var description: String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let sign = nanoseconds < 0 ? "-" : ""
        return "\(sign)\(whole.magnitude)\(Self.fraction(Int32(rest)))s"
    }
}
