internal import CEL

/// Finds out, from headers alone, what the documents of a dossier are to each other.
package enum Resolver {
    /// Resolves a dossier.
    ///
    /// - Parameters:
    ///   - documents: the facts, in the order of their paths; the result does not depend on the order.
    ///   - stage: the stage, where the user says it.
    /// - Returns: copies, versions, what takes no part, and the stage.
    package static func resolve(_ documents: [DocumentFacts], stage: String?) -> Resolution {
        var resolution = Resolution()
        let documents = documents.sorted { $0.path < $1.path }
        for document in documents {
            if let aside = statusAside(document) { resolution.aside[document.document] = aside }
        }
        let present = documents.filter { resolution.aside[$0.document] == nil }
        for group in identities(present) where group.count > 1 { settle(group, &resolution) }
        amend(documents.filter { resolution.aside[$0.document] == nil }, &resolution)
        let inForce = documents.filter { resolution.aside[$0.document] == nil }
        let finder = ShipmentFinder(inForce)
        resolution.shipments = finder.shipments()
        resolution.links = finder.links
        resolution.unmatched = finder.unmatched
        resolution.stage = stage ?? self.stage(of: Set(inForce.map(\.kind)))
        return resolution
    }

    /// The stage that the kinds of documents show.
    static func stage(of kinds: Set<String>) -> String {
        func has(_ names: String...) -> Bool { names.contains(where: kinds.contains) }
        if has("bill-of-lading") { return "presentation" }
        if has("packing-list", "commercial-invoice", "customs-declaration", "certificate-of-origin") {
            return "before-shipment"
        }
        if has("purchase-order", "contract", "proforma-invoice", "letter-of-credit") { return "order" }
        return has("quotation") ? "quotation" : "catalogue"
    }

    // MARK: Amendments

    /// An amending document replaces the one whose number it names; of several, the latest does.
    private static func amend(_ documents: [DocumentFacts], _ resolution: inout Resolution) {
        let changes = documents.filter { $0.amends != nil }
        guard !changes.isEmpty else { return }
        for document in documents {
            let amending = changes.filter {
                $0.amends == document.number && $0.kind == document.kind && $0.document != document.document
            }
            let later = amending.max { ($0.issueDate ?? day, $0.path) < ($1.issueDate ?? day, $1.path) }
            if let later { resolution.aside[document.document] = .amended(by: later.path) }
            let rivals = changes.filter { $0.amends == document.amends && $0.kind == document.kind }
            let last = rivals.max { ($0.issueDate ?? day, $0.path) < ($1.issueDate ?? day, $1.path) }
            if let last, last.document != document.document {
                resolution.aside[document.document] = .amended(by: last.path)
            }
        }
    }

    private static let day = CalendarDate(daysSinceEpoch: .min)

    // MARK: Status

    private static let drafts = ["draft", "草稿", "草案", "初稿"]
    private static let voids = ["void", "voided", "cancelled", "canceled", "作废", "已取消"]
    private static let outdated = ["old", "superseded", "obsolete", "旧版", "已替换"]
    private static let templates = ["template", "blank", "模板", "空白"]

    private static func statusAside(_ document: DocumentFacts) -> Resolution.Aside? {
        let words = words(of: document.path) + (document.status.map { [$0] } ?? [])
        func has(_ list: [String]) -> Bool {
            words.contains { word in list.contains { $0.first?.isASCII == true ? word == $0 : word.contains($0) } }
        }
        if has(voids) { return .void }
        if has(outdated) { return .superseded(by: "") }
        if has(drafts) { return .draft }
        return has(templates) ? .template : nil
    }

    /// The words of a path's folders and file name, in lower case.
    private static func words(of path: String) -> [String] {
        path.lowercased().split { !$0.isLetter }.map(String.init)
    }

    // MARK: Identity

    /// Documents of one kind, number and issuer.
    private static func identities(_ documents: [DocumentFacts]) -> [[DocumentFacts]] {
        var groups: [[DocumentFacts]] = []
        var known: [DocumentReference: [Int]] = [:]
        for document in documents {
            guard let number = document.number, !number.isEmpty else { continue }
            let name = DocumentReference(kind: document.kind, number: number)
            let index = known[name, default: []].first { index in
                guard let issuer = document.issuer, let other = groups[index][0].issuer, script(issuer) == script(other)
                else { return true }
                return issuer == other
            }
            if let index {
                groups[index].append(document)
            } else {
                known[name, default: []].append(groups.count)
                groups.append([document])
            }
        }
        return groups
    }

    /// Whether a text is Latin or Chinese: names in different scripts are not compared letter by letter.
    private static func script(_ text: String) -> Bool { text.unicodeScalars.contains { !$0.isASCII } }

    private static func settle(_ group: [DocumentFacts], _ resolution: inout Resolution) {
        var versions: [DocumentFacts] = []
        for document in group {
            if let same = versions.first(where: { differences($0, document).isEmpty }) {
                resolution.aside[document.document] = .copy(of: same.path)
            } else {
                versions.append(document)
            }
        }
        guard versions.count > 1 else { return }
        let inForce = versions.max { left, right in
            (left.revision ?? "", left.issueDate?.daysSinceEpoch ?? .min) < (
                right.revision ?? "", right.issueDate?.daysSinceEpoch ?? .min
            )
        }
        guard let inForce else { return }
        for other in versions where other.document != inForce.document {
            let isDecided = (other.revision ?? "") != (inForce.revision ?? "") || other.issueDate != inForce.issueDate
            if isDecided {
                resolution.aside[other.document] = .superseded(by: inForce.path)
            } else {
                resolution.aside[other.document] = .undecided(with: inForce.path)
                resolution.aside[inForce.document] = .undecided(with: other.path)
            }
            resolution.differences.append(
                Resolution.Difference(
                    document: inForce.document,
                    other: other.document,
                    values: differences(inForce, other),
                    isDecided: isDecided
                )
            )
        }
    }

    /// The values that both state and that differ.
    private static func differences(
        _ first: DocumentFacts,
        _ second: DocumentFacts
    ) -> [(field: String, value: String, otherValue: String)] {
        first.values.compactMap { entry in
            guard let other = second.values.first(where: { $0.field == entry.field }), other.value != entry.value else {
                return nil
            }
            return (entry.field, entry.value, other.value)
        }
    }
}
