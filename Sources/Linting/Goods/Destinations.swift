internal import CEL
internal import Dossiers
internal import Records

/// The markets that the goods of a dossier go to: what the configuration says, else what the documents say.
///
/// A market stands with the groups it belongs to, so that what holds in the EU holds for goods to Germany.
struct Destinations: Sendable {
    /// The markets of all documents, widened; empty if nothing tells them.
    let all: [String]
    /// The markets themselves, without groups, for what is shown market by market.
    let own: [String]
    private let byDocument: [Int: Set<String>]

    /// Header fields that name where goods go, the surest first.
    static let fields = ["destinationCountry", "consigneeCountry", "buyerCountry"]

    init(_ results: [DocumentResult], _ resolution: Resolution, _ context: RunContext) {
        let markets = context.markets
        guard context.configuration.markets.isEmpty else {
            own = context.configuration.markets.map { markets.code(of: $0) ?? $0 }
            all = markets.widened(own)
            byDocument = [:]
            return
        }
        let headers = Dictionary(uniqueKeysWithValues: results.map { ($0.document, $0) })
        var byDocument: [Int: Set<String>] = [:]
        var found: [String] = []
        for shipment in resolution.shipments {
            // The surest field that any document of the shipment fills decides.
            let codes = Self.fields.lazy.compactMap { field -> [String]? in
                let codes = shipment.documents.compactMap { headers[$0]?.shown(field, context) }.compactMap {
                    markets.code(of: $0)
                }
                return codes.isEmpty ? nil : codes
            }.first
            guard let codes else { continue }
            found += codes
            for document in shipment.documents { byDocument[document, default: []].formUnion(markets.widened(codes)) }
        }
        var seen: Set<String> = []
        own = found.filter { seen.insert($0).inserted }
        all = markets.widened(own)
        self.byDocument = byDocument
    }

    /// Whether goods of a document go to one of some markets; the dossier's where the document is in no shipment.
    func concern(_ markets: [String], document: Int?) -> Bool {
        if let document, let own = byDocument[document] { return markets.contains(where: own.contains) }
        return markets.contains(where: all.contains)
    }
}
