/// Finds the shipments of a dossier from what its documents name.
struct ShipmentFinder {
    /// A link from a document to another.
    typealias Link = Resolution.Link

    /// Kinds of which every document belongs to one shipment.
    private static let shipping: Set<String> = [
        "commercial-invoice", "packing-list", "bill-of-lading", "booking", "customs-declaration",
        "certificate-of-origin",
        "dangerous-goods-declaration",
    ]
    /// Kinds of which a shipment draws on the documents that it names, or on all if it names none of them.
    private static let named: Set<String> = [
        "purchase-order", "contract", "proforma-invoice", "letter-of-credit", "quotation",
    ]

    private let documents: [DocumentFacts]
    /// The documents that belong to no single shipment, as indices.
    private let common: [Int]
    /// The same, as places in the run.
    private let commonDocuments: [Int]
    /// The documents of each kind, as indices.
    private let byKind: [String: [Int]]
    /// The numbers under which the documents of each kind are known, those that they amend included.
    private let numbers: [String: Set<String>]
    private var parents: [Int]
    /// For each document the kinds of those that a reference links it with.
    private var partners: [Set<String>]
    private(set) var links: [Link] = []
    private(set) var unmatched: [Resolution.Unmatched] = []

    /// Looks at documents, in the order of their paths.
    init(_ documents: [DocumentFacts]) {
        self.documents = documents
        common = documents.indices.filter { !Self.shipping.contains(documents[$0].kind) }
        commonDocuments = common.map { documents[$0].document }
        byKind = Dictionary(grouping: documents.indices) { documents[$0].kind }
        numbers = byKind.mapValues {
            Set($0.flatMap { [documents[$0].number, documents[$0].amends].compactMap(\.self) })
        }
        parents = Array(documents.indices)
        partners = Array(repeating: [], count: documents.count)
        linkByReference()
        linkSoleCandidates()
    }

    private func isShipping(_ index: Int) -> Bool { Self.shipping.contains(documents[index].kind) }

    // MARK: Union

    private func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
    }

    private mutating func unite(_ first: Int, _ second: Int) {
        let (first, second) = (root(first), root(second))
        parents[max(first, second)] = min(first, second)
    }

    // MARK: Links

    private mutating func linkByReference() {
        var holders: [DocumentReference: Int] = [:]
        for (index, document) in documents.enumerated() {
            guard let number = document.number else { continue }
            let own = DocumentReference(kind: document.kind, number: number)
            if holders[own] == nil { holders[own] = index }
            if let amended = document.amends {
                holders[DocumentReference(kind: document.kind, number: amended)] = index
            }
        }
        var first: [DocumentReference: Int] = [:]
        for (index, document) in documents.enumerated() {
            for reference in document.references {
                if reference.kind == document.kind, reference.number == document.number { continue }
                let holder = holders[reference]
                if let holder, holder != index {
                    partners[index].insert(documents[holder].kind)
                    partners[holder].insert(document.kind)
                    links.append(Link(from: document.document, to: documents[holder].document, reference: reference))
                }
                guard reference.joinsShipments, isShipping(index) else { continue }
                if let holder, isShipping(holder) {
                    unite(index, holder)
                } else if let other = first[reference] {
                    // Two packing lists of one invoice belong together, though the invoice is not here.
                    unite(index, other)
                } else {
                    first[reference] = index
                }
            }
        }
        for (index, document) in documents.enumerated() where isShipping(index) {
            for reference in document.references where reference.joinsShipments && holders[reference] == nil {
                let candidates = byKind[reference.kind] ?? []
                unmatched.append(
                    Resolution.Unmatched(
                        document: document.document,
                        reference: reference,
                        candidate: candidates.count == 1 ? documents[candidates[0]].document : nil
                    )
                )
            }
        }
    }

    /// A document that lacks a partner of a kind goes with the only one there is, unless that one names another.
    private mutating func linkSoleCandidates() {
        for kind in ["commercial-invoice", "packing-list", "bill-of-lading"] {
            guard let candidates = byKind[kind], candidates.count == 1 else { continue }
            let candidate = candidates[0]
            for index in documents.indices where isShipping(index) && documents[index].kind != kind {
                guard root(index) != root(candidate), !partners[candidate].contains(documents[index].kind),
                    !partners[index].contains(kind)
                else { continue }
                unite(index, candidate)
            }
        }
    }

    // MARK: Shipments

    /// The shipments, in the order of their first documents; one of all documents where nothing is shipped yet.
    func shipments() -> [Shipment] {
        var members: [Int: [Int]] = [:]
        for index in documents.indices where isShipping(index) { members[root(index), default: []].append(index) }
        guard !members.isEmpty else {
            return [Shipment(name: "", own: documents.map(\.document), shared: [])]
        }
        return members.sorted { $0.key < $1.key }.map { _, own in
            let naming = own.first { documents[$0].kind == "commercial-invoice" } ?? own[0]
            return Shipment(
                name: documents[naming].shownNumber ?? documents[naming].path,
                own: own.map { documents[$0].document },
                shared: shared(with: own)
            )
        }
    }

    private func shared(with own: [Int]) -> [Int] {
        var named: [String: Set<String>] = [:]
        for reference in own.lazy.flatMap({ documents[$0].references }) {
            named[reference.kind, default: []].insert(reference.number)
        }
        // What the shipment names is drawn on; of a kind of which it names none that is here, all are.
        let drawn = named.filter { kind, wanted in
            Self.named.contains(kind) && !wanted.isDisjoint(with: numbers[kind] ?? [])
        }
        if drawn.isEmpty { return commonDocuments }
        return common.filter { index in
            let document = documents[index]
            guard let wanted = drawn[document.kind] else { return true }
            return [document.number, document.amends].contains { $0.map(wanted.contains) ?? false }
        }.map { documents[$0].document }
    }
}
