#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The offsets of a time zone, from the system's copy of the IANA time zone database (TZif, RFC 8536).
struct TimeZoneFile: Sendable {
    private let transitions: [Int64]
    private let offsets: [Int]
    private let first: Int
    private let rule: PosixTimeZone?

    /// Where systems keep the database.
    private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

    /// Reads a zone by its name, such as `Asia/Shanghai`; nothing where the system does not know it.
    init?(named name: String) {
        // Names are folders and names of letters, so that no name leads out of the database.
        let isName = name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "/_+-".utf8.contains($0)
        }
        guard !name.isEmpty, isName, !name.hasPrefix("/"), name.utf8.count < 64 else { return nil }
        guard let bytes = Self.folders.lazy.compactMap({ Self.read("\($0)/\(name)") }).first else { return nil }
        self.init(bytes: bytes)
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { _ = unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return count > 44 ? Array(bytes[..<count]) : nil
    }

    /// Takes the bytes of a file; nothing where they are none of version 2 or later.
    init?(bytes: [UInt8]) {
        func number(_ at: Int, _ width: Int) -> Int64 {
            let bits = bytes[at..<(at + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return width == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
        }
        /// Counts of a header: universal, standard, leap seconds, transitions, types, characters.
        func counts(_ at: Int) -> [Int]? {
            guard at + 44 <= bytes.count, bytes[at..<(at + 4)].elementsEqual("TZif".utf8) else { return nil }
            let counts = (0..<6).map { Int(number(at + 20 + $0 * 4, 4)) }
            return counts.allSatisfy { (0...100_000).contains($0) } ? counts : nil
        }
        func size(_ counts: [Int], _ width: Int) -> Int {
            counts[3] * (width + 1) + counts[4] * 6 + counts[5] + counts[2] * (width + 4) + counts[1] + counts[0]
        }
        guard let short = counts(0), bytes[4] >= UInt8(ascii: "2"), let long = counts(44 + size(short, 4)) else {
            return nil
        }
        let start = 44 + size(short, 4) + 44
        let end = start + size(long, 8)
        guard end <= bytes.count, long[4] > 0 else { return nil }
        let types = start + long[3] * 9
        let ofType = (0..<long[4]).map { Int(number(types + $0 * 6, 4)) }
        transitions = (0..<long[3]).map { number(start + $0 * 8, 8) }
        offsets = (0..<long[3]).map { index in
            let type = Int(bytes[start + long[3] * 8 + index])
            return ofType.indices.contains(type) ? ofType[type] : 0
        }
        first = ofType[0]
        let footer = bytes[end...].split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
        rule = footer.flatMap { PosixTimeZone($0) }
    }

    /// Seconds east of Greenwich at a point in time.
    func offset(at seconds: Int64) -> Int {
        guard let last = transitions.last, seconds < last else {
            return rule?.offset(at: seconds) ?? offsets.last ?? first
        }
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }
}
