internal import CEL
internal import Records

/// How many pieces are in one set of a part: the components of its kit, or what the user's table says.
struct SetSizes: Sendable {
    /// A set of a part.
    struct Entry: Sendable {
        var part: String
        var pieces: Decimal
    }

    /// No sets.
    static let none = SetSizes([])

    /// By the key of a part its pieces; nothing where documents contradict each other.
    private var pieces: [[UInt8]: Decimal?] = [:]

    /// Whether there are none.
    var isEmpty: Bool { pieces.isEmpty }

    /// Learns from entries.
    init(_ entries: some Sequence<Entry>) {
        for entry in entries {
            let key = PartAliases.key(entry.part)
            if let known = pieces[key], known != entry.pieces {
                pieces[key] = .some(nil)
            } else {
                pieces[key] = entry.pieces
            }
        }
    }

    /// A quantity in sets of a part as pieces; nothing where it is no set, or nobody says how many are in one.
    func inPieces(_ quantity: Quantity, of key: ArraySlice<UInt8>, units: UnitTable) -> Quantity? {
        guard !pieces.isEmpty, let size = pieces[Array(key)] ?? nil else { return nil }
        for unit in ["SET", "KT"].compactMap({ units.index(of: $0) }) {
            guard let sets = units.convert(quantity, to: unit), let total = sets.multiplied(by: size) else { continue }
            return Quantity(value: total, unit: 0)
        }
        return nil
    }

    /// Adds up the components of kits.
    static func collect(from batch: RecordBatch, into kits: inout [String: Decimal]) {
        guard batch.recordType.name == "kit", let part = batch.recordType.field(named: "partNumber"),
            let field = batch.recordType.field(named: "quantity")
        else { return }
        for row in 0..<batch.count {
            guard case .string(let kit)? = try? batch.value(row: row, field: part),
                case .quantity(let quantity)? = try? batch.value(row: row, field: field),
                let pieces = batch.units.convert(quantity, to: 0),
                let total = kits[kit, default: .zero].adding(pieces)
            else { continue }
            kits[kit] = total
        }
    }
}
