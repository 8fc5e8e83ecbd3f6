/// A point in time from the year 1 to 9999, to the nanosecond (RFC 3339; protobuf's `Timestamp`).
public struct Timestamp: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// Nanoseconds after that second, 0 to 999,999,999.
    public let nanoseconds: Int32

    /// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Makes a point in time; nothing outside the years 1 to 9999.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0...999_999_999).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Reads RFC 3339, such as `2026-11-24T08:00:00.5+08:00`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.number(bytes[11..<13]), hour < 24, let minute = Self.number(bytes[14..<16]), minute < 60,
            let second = Self.number(bytes[17..<19]), second < 60
        else { return nil }
        var position = 19
        var nanoseconds = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            let start = position
            while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
            guard position > start, position - start <= 9, let digits = Self.number(bytes[start..<position]) else {
                return nil
            }
            nanoseconds = (position - start..<9).reduce(digits) { digits, _ in digits * 10 }
        }
        guard let offset = Self.offset(bytes[position...]) else { return nil }
        let day = Int64(date.daysSinceEpoch) * 86_400
        self.init(seconds: day + Int64(hour * 3600 + minute * 60 + second - offset), nanoseconds: Int32(nanoseconds))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Seconds east of Greenwich: `Z`, or `+08:00` and the like.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]), hours < 24,
            let minutes = number(bytes[4..<6]), minutes < 60
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    /// The point a span later; nothing beyond the range.
    public func adding(_ span: TimeSpan) -> Timestamp? {
        let sum = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) + Int128(span.nanoseconds)
        let (whole, rest) = Self.floor(sum, 1_000_000_000)
        return Int64(exactly: whole).flatMap { Timestamp(seconds: $0, nanoseconds: Int32(rest)) }
    }

    /// The span from another point to this one; nothing where it is longer than a span may be.
    public func since(_ other: Timestamp) -> TimeSpan? {
        let difference =
            (Int128(seconds) - Int128(other.seconds)) * 1_000_000_000 + Int128(nanoseconds) - Int128(other.nanoseconds)
        return Int64(exactly: difference).flatMap { TimeSpan(nanoseconds: $0) }
    }

    private static func floor(_ number: Int128, _ divisor: Int128) -> (Int128, Int128) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// Day and time of day at an offset east of Greenwich in seconds.
    func parts(offset: Int) -> (day: CalendarDate, secondOfDay: Int) {
        let (day, second) = Self.floor(Int128(seconds) + Int128(offset), 86_400)
        return (CalendarDate(daysSinceEpoch: Int32(day)), Int(second))
    }
}

extension Timestamp: Comparable, CustomStringConvertible {
    /// Earlier points are less.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// RFC 3339 in UTC, with as many digits of the second as it has.
    public var description: String {
        let (day, second) = parts(offset: 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        return "\(day)T\(time)\(TimeSpan.fraction(nanoseconds))Z"
    }
}
