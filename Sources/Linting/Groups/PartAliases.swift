internal import CEL
internal import Records

/// The other names of parts: what the buyer calls them, learnt from rows that have the seller's number beside it.
///
/// Only one-to-one: a name of several parts, or a part of several names, is no alias. Numbers of vehicle makers never
/// identify a part.
struct PartAliases: Sendable {
    /// The seller's and the buyer's number of one part.
    struct Pair: Hashable, Sendable {
        var seller: String
        var buyer: String
    }

    /// No other names.
    static let none = PartAliases(pairs: [])

    /// Pairs that one document keeps at most.
    private static let maximumPairs = 200_000

    /// By the key of the buyer's number, the key of the seller's.
    private var sellers: [[UInt8]: [UInt8]] = [:]

    /// Whether there are none.
    var isEmpty: Bool { sellers.isEmpty }

    /// Learns from pairs.
    init(pairs: some Sequence<Pair>) {
        var bySeller: [String: Set<String>] = [:]
        var byBuyer: [String: Set<String>] = [:]
        for pair in pairs where pair.seller != pair.buyer {
            bySeller[pair.seller, default: []].insert(pair.buyer)
            byBuyer[pair.buyer, default: []].insert(pair.seller)
        }
        for (buyer, names) in byBuyer {
            // What is itself a seller's number of another part stays what it is.
            guard names.count == 1, let seller = names.first, bySeller[seller]?.count == 1, bySeller[buyer] == nil
            else {
                continue
            }
            sellers[Self.key(buyer)] = Self.key(seller)
        }
    }

    /// The key of a part number.
    static func key(_ number: String) -> [UInt8] {
        var key: [UInt8] = []
        ValueBytes.append(text: number.utf8, to: &key)
        return key
    }

    /// The key of the part that a key names; nothing if it is no other name.
    func canonical(_ key: ArraySlice<UInt8>) -> [UInt8]? { sellers.isEmpty ? nil : sellers[Array(key)] }

    /// Notes the pairs of a batch.
    static func collect(from batch: RecordBatch, into pairs: inout [Pair: Int]) {
        guard let seller = batch.recordType.field(named: "partNumber"),
            let buyer = batch.recordType.field(named: "buyerPartNumber"), batch.columns[seller] != nil,
            let column = batch.columns[buyer]
        else { return }
        for row in 0..<batch.count where column.states[row] == .present && pairs.count < maximumPairs {
            guard case .string(let own)? = try? batch.value(row: row, field: seller),
                case .string(let other)? = try? batch.value(row: row, field: buyer)
            else { continue }
            pairs[Pair(seller: own, buyer: other), default: 0] += 1
        }
    }
}
