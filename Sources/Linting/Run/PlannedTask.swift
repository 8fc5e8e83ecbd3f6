internal import Records

/// What runs over a batch, with what decides whether it does.
struct PlannedTask: Sendable {
    /// What runs.
    let task: DocumentConsumer.Task
    /// The kinds of documents it is for.
    let kinds: KindSet
    /// The fields of the header that must be known before, as indices.
    let headerFields: [Int]
    /// The documents it is for, as an index of the run's applicabilities.
    let applicability: Int
    /// Fields of the record without which it finds nothing, as indices; none that is inherited.
    let neededFields: [Int]
}

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
