/// Some kinds of documents, as bits: asked for every rule and batch.
struct KindSet: Sendable, Equatable {
    private var bits: SIMD2<UInt64>

    /// Every kind there is.
    static let all = KindSet(bits: SIMD2(repeating: .max))

    private init(bits: SIMD2<UInt64>) {
        self.bits = bits
    }

    /// The kinds with some indices; all if nothing is given.
    init(_ kinds: Set<Int>?) {
        self = .all
        guard let kinds else { return }
        bits = SIMD2(repeating: 0)
        for kind in kinds { bits[kind >> 6] |= 1 << UInt64(kind & 63) }
    }

    /// Whether a kind is among them.
    func contains(_ kind: Int) -> Bool { bits[kind >> 6] & 1 << UInt64(kind & 63) != 0 }
}
