internal import CEL
internal import Documents
internal import Formats
internal import Records
internal import Rules

/// Folds, orders and caps findings, and works out where those that are shown stand.
struct FindingAssembly {
    /// Findings shown of one rule in one document.
    private static let perDocument = 50
    /// Findings shown of one rule in one dossier.
    private static let perRule = 1000

    /// The findings shown, in the order of the report.
    private(set) var findings: [Finding] = []
    /// How many were left out, by rule.
    private(set) var leftOut: [(rule: String, count: Int)] = []
    /// How many there are of each severity.
    private(set) var counts: [Severity: Int] = [:]
    /// What is known and not counted, the first of each rule and document.
    private(set) var suppressed: [Finding] = []
    /// How many are known and not counted.
    private(set) var suppressedCounts: [Suppression.Source: Int] = [:]

    private let documents: [Int: DocumentResult]
    /// What tells each document from the others, whatever its file is called.
    private let identities: [Int: String]

    /// Tells which documents may be mended.
    private let side: OwnSide
    /// Whether all findings are shown.
    private let isUncapped: Bool
    /// How many threads may look for places.
    private let width: Int

    init(documents: [Int: DocumentResult], identities: [Int: String], side: OwnSide, isUncapped: Bool, width: Int) {
        self.width = width
        self.documents = documents
        self.identities = identities
        self.side = side
        self.isUncapped = isUncapped
    }

    /// Makes the findings of some drafts; the result does not depend on their order.
    ///
    /// - Parameters:
    ///   - drafts: all findings of a dossier.
    ///   - suppressor: takes out what is known, before anything is folded into it.
    mutating func assemble(_ drafts: [Draft], _ suppressor: inout Suppressor) {
        var drafts = drafts
        setFingerprints(of: &drafts)
        let outcome = suppressor.apply(to: drafts, documents)
        let folded = fold(outcome.remaining)
        for draft in folded { counts[draft.severity, default: 0] += 1 }
        for draft in outcome.suppressed {
            if let source = draft.suppression?.source { suppressedCounts[source, default: 0] += 1 }
        }
        let shown = cap(folded, &leftOut)
        var more: [(rule: String, count: Int)] = []
        let known = cap(outcome.suppressed.sorted { order($0) < order($1) }, &more)
        let positions = locate(shown + known)
        findings = shown.map { finding($0, positions) }
        suppressed = known.map { finding($0, positions) }
    }

    /// Gives every draft its fingerprint; those that are about the same are told apart by their order.
    private func setFingerprints(of drafts: inout [Draft]) {
        var equals: [UInt64: [Int]] = [:]
        for (index, draft) in drafts.enumerated() {
            let hash = Fingerprint.hash([
                draft.rule, draft.spot.flatMap { identities[$0.document] } ?? "", draft.spot?.field ?? "",
                FoldedText.string(of: draft.subject ?? ""), Fingerprint.canonical(draft.spot?.value ?? ""),
            ])
            drafts[index].fingerprint = hash
            equals[hash, default: []].append(index)
        }
        for (hash, indices) in equals where indices.count > 1 {
            let ordered = indices.map { (index: $0, order: order(drafts[$0])) }.sorted { $0.order < $1.order }
            for (number, entry) in ordered.enumerated() {
                drafts[entry.index].fingerprint = Fingerprint.ordinal(hash, number)
            }
        }
    }

    // MARK: Folding

    /// One cause, one finding: what blames the same cell as a worse finding is folded into it.
    private func fold(_ drafts: [Draft]) -> [Draft] {
        let ranked = drafts.sorted { key($0) < key($1) }
        var kept: [Draft] = []
        var owners: [Draft.Cell: Int] = [:]
        // One cell of a file may fill several fields, such as a container of the header and of a package.
        var places: [PlaceKey: Int] = [:]
        // A mistyped key is missing on one side and too many on the other.
        var slips: [[String]: Int] = [:]
        for draft in ranked {
            let cell = draft.spot?.cell
            let place = draft.spot.flatMap(placeKey)
            if let owner = cell.flatMap({ owners[$0] }) ?? place.flatMap({ places[$0] })
                ?? draft.slip.flatMap({ slips[$0] })
            {
                kept[owner].folded.append(draft)
                continue
            }
            if let cell { owners[cell] = kept.count }
            if let place { places[place] = kept.count }
            if let slip = draft.slip { slips[slip] = kept.count }
            kept.append(draft)
        }
        return foldSums(foldRelated(kept, owners)).sorted { order($0) < order($1) }
    }

    /// What compares with a cell that another finding blames is folded into that one: an invoiced quantity beyond the order
    /// explains that it is not what was packed.
    ///
    /// - Parameters:
    ///   - drafts: findings in order of rank, each with a cell of its own.
    ///   - owners: the finding of each cell, as an index.
    /// - Returns: the findings that remain, in the same order.
    private func foldRelated(_ drafts: [Draft], _ owners: [Draft.Cell: Int]) -> [Draft] {
        var causes = Array(drafts.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while causes[index] != index { index = causes[index] }
            return index
        }
        for (index, draft) in drafts.enumerated() {
            let others = draft.related.compactMap { $0.cell.flatMap { owners[$0] } }
            // Never into something milder, which may be shown less prominently.
            let cause = others.first { root($0) != index && drafts[$0].severity >= draft.severity }
            if let cause { causes[index] = root(cause) }
        }
        var drafts = drafts
        for index in drafts.indices where causes[index] != index {
            drafts[root(index)].folded += [drafts[index]] + drafts[index].folded
            drafts[index].folded = []
        }
        return drafts.indices.filter { causes[$0] == $0 }.map { drafts[$0] }
    }

    /// A sum that is off by just what its members are off is folded into the first of them.
    private func foldSums(_ drafts: [Draft]) -> [Draft] {
        var members: [Draft.Summed: [Int]] = [:]
        for (index, draft) in drafts.enumerated() where draft.residual != nil && draft.summed.isEmpty {
            guard let cell = draft.spot?.cell else { continue }
            let summed = Draft.Summed(document: cell.document, recordType: cell.recordType, field: cell.field)
            members[summed, default: []].append(index)
        }
        var drafts = drafts
        var folded: Set<Int> = []
        for (index, draft) in drafts.enumerated() {
            guard let residual = draft.residual, !draft.summed.isEmpty else { continue }
            let causes = draft.summed.flatMap { members[$0] ?? [] }.sorted()
            guard let first = causes.first else { continue }
            var rest = DecimalSum()
            rest.add(residual)
            for cause in causes { if let part = drafts[cause].residual { rest.add(part) } }
            // Each member may have been rounded to the cent.
            let rounding = Decimal(mantissa: Int128(causes.count), scale: 2)
            guard let left = rest.value?.magnitude, left <= rounding else { continue }
            drafts[first].folded.append(draft)
            folded.insert(index)
        }
        return drafts.indices.filter { !folded.contains($0) }.map { drafts[$0] }
    }

    /// Worse before milder, what does not parse before what is wrong, single records before groups.
    private func key(_ draft: Draft) -> FoldKey {
        let isRead = draft.rule.hasPrefix("syntax/") || draft.rule.hasPrefix("format/")
        return FoldKey(
            severity: isRead ? 0 : draft.severity == .error ? 1 : draft.severity == .warning ? 2 : 3,
            isRelated: draft.related.isEmpty ? 0 : 1,
            order: order(draft)
        )
    }

    private struct FoldKey: Comparable {
        var severity: Int
        var isRelated: Int
        var order: OrderKey

        static func < (left: FoldKey, right: FoldKey) -> Bool {
            (left.severity, left.isRelated) == (right.severity, right.isRelated)
                ? left.order < right.order : (left.severity, left.isRelated) < (right.severity, right.isRelated)
        }
    }

    private struct OrderKey: Comparable {
        var path: String
        var offset: Int
        var rule: String
        var message: String

        static func < (left: OrderKey, right: OrderKey) -> Bool {
            if left.path != right.path { return left.path < right.path }
            return (left.offset, left.rule, left.message) < (right.offset, right.rule, right.message)
        }
    }

    private func order(_ draft: Draft) -> OrderKey {
        OrderKey(
            path: draft.spot.map { documents[$0.document]?.file.path ?? "" } ?? "",
            offset: draft.spot?.offset ?? -1,
            rule: draft.rule,
            message: draft.message.english
        )
    }

    private func cap(_ drafts: [Draft], _ leftOut: inout [(rule: String, count: Int)]) -> [Draft] {
        guard !isUncapped else { return drafts }
        var byDocument: [String: Int] = [:]
        var byRule: [String: Int] = [:]
        var out: [String: Int] = [:]
        let shown = drafts.filter { draft in
            let key = "\(draft.rule) \(draft.spot?.document ?? -1)"
            byDocument[key, default: 0] += 1
            byRule[draft.rule, default: 0] += 1
            let isShown =
                byDocument[key, default: 0] <= Self.perDocument && byRule[draft.rule, default: 0] <= Self.perRule
            if !isShown { out[draft.rule, default: 0] += 1 }
            return isShown
        }
        leftOut = out.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return shown
    }

    // MARK: Places

    private struct PlaceKey: Hashable {
        var document: Int
        var offset: Int
        var length: Int
    }

    /// The place of a cell; nothing for what stands for a record or a document.
    private func placeKey(_ spot: Draft.Spot) -> PlaceKey? {
        guard let offset = spot.offset, spot.length > 0, spot.cell != nil else { return nil }
        return PlaceKey(document: spot.document, offset: offset, length: spot.length)
    }

    /// The positions of all spots shown, each document read once.
    private func locate(_ drafts: [Draft]) -> [PlaceKey: SourcePosition] {
        var wanted: [Int: Set<Place>] = [:]
        let all = drafts + drafts.flatMap(\.folded)
        for spot in all.flatMap({ ($0.spot.map { [$0] } ?? []) + $0.related + ($0.mend.map { [$0.spot] } ?? []) }) {
            guard let offset = spot.offset else { continue }
            wanted[spot.document, default: []].insert(Place(offset: offset, length: spot.length))
        }
        let works = wanted.map { (document: $0, places: $1.sorted { $0.offset < $1.offset }) }
        let found = works.concurrentMap(width: width) { document, places -> [SourcePosition]? in
            guard let result = documents[document], let prologue = result.prologue,
                let source = try? result.file.open()
            else { return nil }
            return Locator.locate(places, in: source, prologue: prologue, isSideBySide: isSideBySide(source))
        }
        var positions: [PlaceKey: SourcePosition] = [:]
        for (work, found) in zip(works, found) {
            for (place, position) in zip(work.places, found ?? []) {
                positions[PlaceKey(document: work.document, offset: place.offset, length: place.length)] = position
            }
        }
        return positions
    }

    /// Whether a file is worth a further thread.
    private func isSideBySide(_ source: SourceFile) -> Bool { width > 1 && source.size > 1 << 20 }

    private func location(_ spot: Draft.Spot, _ positions: [PlaceKey: SourcePosition]) -> Location {
        let result = documents[spot.document]
        var location = Location(
            path: result?.file.path ?? "",
            field: spot.field,
            value: spot.value.map { ShortText.of($0) }
        )
        location.sheet = result?.file.sheet
        guard let offset = spot.offset,
            let found = positions[PlaceKey(document: spot.document, offset: offset, length: spot.length)]
        else { return location }
        // What is not kept for each member of a group is read where it stands.
        if spot.field != nil, spot.length > 0 { location.value = location.value ?? found.raw }
        var address = found.address
        let isSheet = result?.file.workbook != nil
        if result?.prologue?.syntax == .table {
            address = spot.length > 0 && isSheet ? CellAddress(number: offset).name : "row \(found.address)"
            if let cell = found.cell, let row = Int(found.address),
                let name = result?.detection?.header?.name(ofColumn: cell, inRow: row)
            {
                address += ", column '\(name)'"
            }
        }
        location.position = Location.Position(
            line: found.line,
            column: found.column,
            offset: offset,
            length: spot.length,
            width: spot.length == 0 ? 0 : found.width,
            source: found.text,
            sourceColumn: found.textColumn,
            address: address,
            cell: isSheet ? CellAddress(number: offset).name : nil
        )
        return location
    }

    private func finding(_ draft: Draft, _ positions: [PlaceKey: SourcePosition]) -> Finding {
        let location = draft.spot.map { self.location($0, positions) } ?? Location(path: "")
        // A finding may say how another document, such as the lower-ranking one, is mended.
        let mended = draft.mend.flatMap { documents[$0.spot.document] }
        let hindrance = mended.flatMap { result in
            side.hindrance(result).map { Fix.Hindrance(path: result.file.path, reason: $0) }
        }
        let fix = hindrance == nil ? draft.mend.flatMap { self.fix($0, positions) } : nil
        return Finding(
            rule: draft.rule,
            severity: draft.severity,
            basis: draft.basis,
            message: LocalizedText(
                english: ShortText.of(draft.message.english, limit: ShortText.message),
                chinese: ShortText.of(draft.message.chinese, limit: ShortText.message)
            ),
            parameters: draft.parameters,
            help: draft.help,
            location: location,
            related: draft.related.map { self.location($0, positions) },
            subject: draft.subject.map { ShortText.of($0) },
            fingerprint: Fingerprint.hexadecimal(draft.fingerprint),
            folded: draft.folded.map { finding($0, positions) },
            dependsOnDate: draft.dependsOnDate,
            fix: fix,
            fixHindrance: hindrance,
            suppression: draft.suppression
        )
    }

    /// A mend in the document's syntax; nothing where it would change nothing, or its place is not on one line.
    private func fix(_ mend: Draft.Mend, _ positions: [PlaceKey: SourcePosition]) -> Fix? {
        let spot = mend.spot
        guard let result = documents[spot.document], let prologue = result.prologue, let offset = spot.offset,
            let position = positions[PlaceKey(document: spot.document, offset: offset, length: spot.length)],
            position.raw.utf8.count == spot.length
        else { return nil }
        let before = position.text.prefix(max(0, position.textColumn - 1))
        let replacement = Escaping.write(mend.text, instead: position.raw, after: before, prologue)
        guard let replacement, replacement != position.raw else { return nil }
        return Fix(
            safety: mend.safety,
            title: FixMessages.write(replacement, insteadOf: position.raw),
            edits: [
                Fix.Edit(
                    path: result.file.path,
                    offset: offset,
                    length: spot.length,
                    line: position.line,
                    column: position.column,
                    width: position.width,
                    replaced: position.raw,
                    replacement: replacement,
                    encoding: prologue.encoding
                )
            ]
        )
    }
}
