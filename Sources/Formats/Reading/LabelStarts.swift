/// Tells of most cells, at their first letters, that they begin with none of some labels, so that few are folded.
struct LabelStarts: Sendable {
    /// So many letters and digits are looked at.
    private static let length = 4

    /// The first folded bytes of the labels, at most `length`, as one number each.
    private let starts: Set<UInt32>

    /// Makes it for labels that are folded.
    init(_ labels: some Sequence<[UInt8]>) {
        starts = Set(labels.map { label in label.prefix(Self.length).reduce(0) { $0 << 8 | UInt32($1) } })
    }

    /// Whether a cell may begin with one of the labels; of other scripts than Latin every one may.
    func mayBegin(_ cell: ArraySlice<UInt8>) -> Bool {
        var (start, count): (UInt32, Int) = (0, 0)
        for byte in cell {
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
            switch lower {
            case 0x80...: return true
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "#"):
                start = start << 8 | UInt32(lower)
                count += 1
                if starts.contains(start) { return true }
                if count == Self.length { return false }
            default: continue
            }
        }
        return false
    }
}
