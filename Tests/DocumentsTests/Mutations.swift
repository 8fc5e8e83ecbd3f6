/// Broken and changed copies of documents, the same in every run.
struct Mutations {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number below a bound.
    mutating func number(below bound: Int) -> Int {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    /// A copy with one to three changes: bytes dropped, replaced, repeated elsewhere, or pieces of syntax put in.
    mutating func mutate(_ original: [UInt8], pieces: [String]) -> [UInt8] {
        var bytes = original
        for _ in 0...number(below: 3) where !bytes.isEmpty {
            let place = number(below: bytes.count)
            switch number(below: 5) {
            case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + number(below: 3)))
            case 1: bytes[place] = UInt8(number(below: 256))
            case 2:
                let copy = bytes[place..<min(bytes.count, place + number(below: 24))]
                bytes.insert(contentsOf: copy, at: number(below: bytes.count))
            default: bytes.insert(contentsOf: pieces[number(below: pieces.count)].utf8, at: place)
            }
        }
        return bytes
    }
}
