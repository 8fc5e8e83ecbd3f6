internal import CEL
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

/// Everything after the reading: what the documents are to each other, the groups, and the report of one dossier.
struct DossierRun {
    let context: RunContext
    private let path: String
    private(set) var results: [DocumentResult]
    /// The places of documents in `results`.
    private let places: [Int: Int]
    private var resolution = Resolution()
    private var destinations: Destinations
    private var matrix: ReadinessMatrix?
    private(set) var drafts: [Draft] = []
    private var notChecked: [NotChecked] = []
    /// Pairs of documents that are known to number parts differently.
    private var numberings: Set<Set<Int>> = []

    /// Documents of which the own findings were told in another dossier.
    private let told: Set<Int>

    /// How many threads the run may use.
    private let width: Int

    /// Takes out what is known; used by all dossiers of a run, one after the other.
    private(set) var suppressor: Suppressor

    init(
        context: RunContext,
        path: String,
        results: [DocumentResult],
        suppressor: Suppressor,
        told: Set<Int> = [],
        width: Int = 1
    ) {
        self.width = width
        self.suppressor = suppressor
        self.told = told
        self.context = context
        self.path = path
        self.results = results
        destinations = Destinations([], Resolution(), context)
        places = Dictionary(uniqueKeysWithValues: results.enumerated().map { ($0.element.document, $0.offset) })
    }

    /// Judges the dossier.
    mutating func finish() -> Report.Dossier {
        resolution = Resolver.resolve(results.compactMap { $0.facts(context) }, stage: context.configuration.stage)
        destinations = Destinations(results, resolution, context)
        let dossier = DossierRecord(
            stage: resolution.stage,
            asOf: context.asOf,
            markets: destinations.all,
            categories: categories.sorted(),
            kinds: Set(inForce.compactMap { kind(of: results[$0])?.name })
        )
        for index in results.indices { judgeDocument(index, dossier) }
        for difference in resolution.differences { note(difference) }
        judgeGroups(dossier)
        enforceBasis()
        if context.keepsGoods {
            let kept = results.filter { resolution.aside[$0.document] == nil }
            let builder = ReadinessBuilder(context, dossier, destinations, kept, drafts)
            // What a file is there for is not missing, though nobody could read it.
            drafts.removeAll { builder.isAnswered($0) }
            matrix = builder.build()
        }
        if !context.unspoken.isEmpty {
            drafts.removeAll { context.unspoken.contains($0.rule) }
            notChecked.removeAll { !$0.rules.isEmpty && context.unspoken.isSuperset(of: $0.rules) }
        }
        noteTables()
        noteIncomplete()
        return report()
    }

    /// The categories of the goods: what the configuration says, else what the documents say.
    private var categories: Set<String> {
        let told = context.configuration.categories
        guard told.isEmpty else {
            return told.reduce(into: []) { names, name in
                names.formUnion(context.categories.map { $0.related($0.named(name) ?? name) } ?? [name])
            }
        }
        return inForce.reduce(into: []) { $0.formUnion(results[$1].consumer.notes.categories.names) }
    }

    /// The documents that are brought together: those of each shipment where there are several, and at last all.
    var scopes: [[Int]] {
        let inForce = inForce
        guard resolution.shipments.count > 1 else { return [inForce] }
        let places = Dictionary(uniqueKeysWithValues: inForce.map { (results[$0].document, $0) })
        return resolution.shipments.map { $0.documents.compactMap { places[$0] }.sorted() } + [inForce]
    }

    /// The documents that take part in comparisons, as places in `results`.
    var inForce: [Int] { results.indices.filter { resolution.aside[results[$0].document] == nil } }

    private func result(_ document: Int) -> DocumentResult? { places[document].map { results[$0] } }

    /// Kind and number, which stay when a document is exported once more; without a number its path, less the extension.
    private func identity(of result: DocumentResult) -> String {
        if let kind = kind(of: result), let number = result.shown("number", context) {
            return "\(kind.name) \(FoldedText.string(of: number))"
        }
        let path = result.file.inner
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
        return String(path[..<dot])
    }

    func kind(of result: DocumentResult) -> Kind? {
        result.header?.kind.map { context.vocabulary.kinds[$0] }
    }

    // MARK: Findings

    private mutating func judgeDocument(_ index: Int, _ dossier: DossierRecord) {
        let result = results[index]
        guard !told.contains(result.document) else { return }
        drafts += result.drafts
        // A copy says nothing new: what is wrong in it is wrong in its original.
        if case .copy? = resolution.aside[result.document] { return }
        drafts += result.consumer.drafts
        if let header = result.header { drafts += results[index].consumer.finish(header.record, in: dossier) }
        for (rule, count) in results[index].consumer.unjudged.sorted(by: { $0.key < $1.key }) {
            noteUnjudged(count, rule, in: result.file.path)
        }
        for (rule, pairs) in results[index].consumer.incomparable.sorted(by: { $0.key < $1.key }) {
            for pair in pairs.sorted() { noteIncomparable(pair, rule) }
        }
    }

    private mutating func noteIncomparable(_ pair: String, _ rule: String) {
        notChecked.append(
            NotChecked(
                sort: .optional,
                cause: .unitsIncomparable,
                reason: LintingMessages.incomparable(pair),
                parameters: [.init(name: "units", value: pair)],
                rules: [rule]
            )
        )
    }

    private mutating func note(_ difference: Resolution.Difference) {
        let values = difference.values.map { "\($0.field): \($0.value) / \($0.otherValue)" }.joined(separator: "; ")
        let parameters = difference.values.flatMap { compared in
            [(compared.field, compared.value), ("other.\(compared.field)", compared.otherValue)]
        }
        drafts.append(
            Draft(
                rule: "dossier/versions-differ",
                severity: difference.isDecided ? .note : .warning,
                message: LintingMessages.versions(values, isDecided: difference.isDecided),
                parameters: .named(parameters),
                spot: Draft.Spot(document: difference.document, offset: nil, length: 0),
                related: [Draft.Spot(document: difference.other, offset: nil, length: 0)]
            )
        )
    }

    private mutating func note(_ difference: GroupJudge.Numbering) {
        let other = result(difference.other.document)?.file.inner ?? ""
        let message = LintingMessages.numbering(difference.example, other, difference.otherExample)
        drafts.append(
            Draft(
                rule: "dossier/numbering-differs",
                severity: .warning,
                message: message.text,
                parameters: message.parameters,
                spot: difference.spot,
                related: [difference.other]
            )
        )
    }

    /// What the documents in force call the same parts.
    var aliases: PartAliases {
        PartAliases(pairs: context.partTable.pairs + inForce.flatMap { results[$0].consumer.notes.partNames.keys })
    }

    /// Judges the rules over groups, side by side: each reads the tables, which do not change any more.
    private mutating func judgeGroups(_ dossier: DossierRecord) {
        let documents = documentOutcomes(inForce)
        let judges = GroupJudges(self, dossier)
        let outcomes = judges.judge(width: width)
        for (index, active) in context.rules.enumerated() {
            guard case .group = active.rule.form else { continue }
            if let outcome = documents[index] { note(outcome) }
            guard let outcome = outcomes[index] else { continue }
            note(outcome)
            for difference in outcome.numberings where !numberings.contains(difference.documents) {
                numberings.insert(difference.documents)
                note(difference)
            }
        }
    }

    private mutating func note(_ outcome: GroupOutcome) {
        let rule = context.rules[outcome.rule].rule.name
        drafts += outcome.drafts
        noteUnjudged(outcome.unjudged, rule)
        for pair in outcome.incomparable.sorted() { noteIncomparable(pair, rule) }
    }

    private mutating func noteUnjudged(_ count: Int, _ rule: String, in path: String? = nil) {
        guard count > 0 else { return }
        notChecked.append(
            NotChecked(
                sort: .optional,
                cause: .valueUnreadable,
                reason: LintingMessages.unjudged(count),
                parameters: [.init(name: "count", value: "\(count)")],
                rules: [rule],
                path: path
            )
        )
    }

    /// What the rules over single documents gave in some documents, by rule.
    private func documentOutcomes(_ documents: [Int]) -> [Int: GroupOutcome] {
        var outcomes: [Int: GroupOutcome] = [:]
        for outcome in documents.lazy.flatMap({ results[$0].groups }) {
            guard var known = outcomes[outcome.rule].take() else {
                outcomes[outcome.rule] = outcome
                continue
            }
            known.drafts += outcome.drafts
            known.unjudged += outcome.unjudged
            known.incomparable.formUnion(outcome.incomparable)
            outcomes[outcome.rule] = known
        }
        return outcomes
    }

    /// What follows from a rule's basis only once the dossier is known.
    ///
    /// Rules of documentary credits bind a presentation under a credit; without one they are good practice. What does not
    /// bind yet says from when it will. What concerns other markets or categories of goods than these is not said at all.
    private mutating func enforceBasis() {
        let hasCredit = inForce.contains { place in
            kind(of: results[place])?.name == "letter-of-credit"
                || results[place].shown("letterOfCredit", context) != nil
        }
        let categories = categories
        drafts.removeAll { draft in
            guard let basis = draft.basis else { return false }
            return !basis.markets.isEmpty && !destinations.concern(basis.markets, document: draft.spot?.document)
                || !basis.categories.isEmpty && categories.isDisjoint(with: basis.categories)
        }
        noteOverdue()
        for index in drafts.indices {
            guard let basis = drafts[index].basis else { continue }
            if basis.isBanking, !hasCredit { drafts[index].severity = min(drafts[index].severity, .warning) }
            if let effective = basis.effective, effective > context.asOf {
                drafts[index].message = LintingMessages.binding(drafts[index].message, from: effective)
                drafts[index].parameters += .named(["effective": effective.description])
            }
        }
    }

    /// The date that decides whether a rule over several documents holds: the first on which some of them was shipped, or
    /// issued, else the day of the check.
    func deciding(_ basis: Basis) -> CalendarDate {
        let names: [[String]] =
            switch basis.appliesOn {
            case .asOf: []
            case .issue: [["issueDate"]]
            case .shipment: [RunContext.shipmentDates, ["issueDate"]]
            }
        for fields in names.map({ $0.compactMap { context.vocabulary.document.field(named: $0) } }) {
            let dates = inForce.flatMap { place -> [CalendarDate] in
                fields.compactMap { field in
                    guard case .date(let date)? = try? results[place].header?.record.value(row: 0, field: field) else {
                        return nil
                    }
                    return date
                }
            }
            if let first = dates.min() { return first }
        }
        return context.asOf
    }

    /// Findings that rest on a policy at which nobody has looked again in time: whether it still holds was not checked.
    private mutating func noteOverdue() {
        var rules: [String: (policy: Policy, rules: Set<String>)] = [:]
        for draft in drafts {
            guard let policy = draft.basis?.policy, policy.isReviewOverdue(on: context.asOf) else { continue }
            rules[policy.name, default: (policy, [])].rules.insert(draft.rule)
        }
        for entry in rules.values.sorted(by: { $0.policy.name < $1.policy.name }) {
            guard let due = entry.policy.reviewBy else { continue }
            notChecked.append(
                NotChecked(
                    sort: .optional,
                    cause: .reviewOverdue,
                    reason: LintingMessages.reviewOverdue(entry.policy.title, due),
                    parameters: [
                        .init(name: "policy", value: entry.policy.name), .init(name: "due", value: due.description),
                    ],
                    rules: entry.rules.sorted()
                )
            )
        }
    }

    /// Rules that a document would have used, had their reference tables been supplied, or been complete: one entry for all
    /// that is missing.
    private mutating func noteTables() {
        let formats = Set(inForce.compactMap { results[$0].detection?.format.name })
        let kinds = Set(inForce.compactMap { kind(of: results[$0])?.index })
        func concerns(_ rule: Rule) -> Bool {
            if let own = rule.applicability.formats { return !own.isDisjoint(with: formats) }
            return rule.kinds.map { !$0.isDisjoint(with: kinds) } ?? true
        }
        let layouts = context.untabled.contains(where: concerns) ? (try? TableLayouts.builtIn())?.layouts ?? [:] : [:]
        let untabled = context.untabled.filter { rule in
            concerns(rule) && rule.tables.allSatisfy { layouts[ReferenceTables.set(of: $0)]?.isMissed ?? true }
        }
        if !untabled.isEmpty {
            let missing = untabled.flatMap(\.tables).filter { !context.tables.isSupplied($0) }
            let sets = Set(missing.map { ReferenceTables.set(of: $0) })
            notChecked.append(
                NotChecked(
                    sort: .optional,
                    cause: .tablesNotSupplied,
                    reason: LintingMessages.tablesNotSupplied(sets.sorted()),
                    parameters: sets.sorted().map { .init(name: "table", value: $0) },
                    rules: untabled.map(\.name).sorted()
                )
            )
        }
        var lacking: [String: (reason: LocalizedText, tables: Set<String>, rules: Set<String>)] = [:]
        for status in context.tables.asked {
            guard let fault = status.fault else { continue }
            let rules = context.rules.map(\.rule).filter { $0.tables.contains(status.name) && concerns($0) }
            lacking[fault.reason.english, default: (fault.reason, [], [])].rules.formUnion(rules.map(\.name))
            lacking[fault.reason.english]?.tables.insert(status.name)
        }
        for entry in lacking.sorted(by: { $0.key < $1.key }).map(\.value) where !entry.rules.isEmpty {
            notChecked.append(
                NotChecked(
                    sort: .optional,
                    cause: .tableUnusable,
                    reason: entry.reason,
                    parameters: entry.tables.sorted().map { .init(name: "table", value: $0) },
                    rules: entry.rules.sorted()
                )
            )
        }
    }

    private mutating func noteIncomplete() {
        for result in results {
            guard case .undecided(let other)? = resolution.aside[result.document] else { continue }
            notChecked.append(
                NotChecked(
                    sort: .blocking,
                    cause: .versionsUndecided,
                    reason: LintingMessages.undecided(other),
                    parameters: [.init(name: "other", value: other)],
                    path: result.file.path
                )
            )
        }
        for result in results where !result.isComplete {
            notChecked.append(
                NotChecked(
                    sort: .blocking,
                    cause: .brokeOff,
                    reason: LintingMessages.brokeOff,
                    path: result.file.path
                )
            )
        }
    }

    // MARK: Report

    private mutating func report() -> Report.Dossier {
        var assembly = FindingAssembly(
            documents: places.mapValues { results[$0] },
            identities: places.mapValues { identity(of: results[$0]) },
            side: OwnSide(context),
            isUncapped: context.isUncapped,
            width: width
        )
        assembly.assemble(drafts, &suppressor)
        let errors = assembly.counts[.error] ?? 0
        let isBlocked = notChecked.contains { $0.sort == .blocking }
        let readiness: Readiness =
            errors > 0 || isBlocked ? .notReady : (assembly.counts[.warning] ?? 0) > 0 ? .readyWithWarnings : .ready
        let links = links
        var dossier = Report.Dossier(
            path: path,
            stage: LintingMessages.stage(resolution.stage),
            documents: results.filter { !$0.isOther }.map(document),
            shipments: resolution.shipments.map { picture($0, links) },
            otherFiles: results.flatMap { ($0.isOther ? [$0.file.path] : []) + $0.unread },
            digests: Dictionary(
                uniqueKeysWithValues: results.compactMap { result in
                    result.sha256.map { (result.file.path, $0) }
                }
            ),
            findings: assembly.findings,
            leftOut: assembly.leftOut,
            counts: assembly.counts,
            notChecked: notChecked,
            readiness: readiness,
            agreement: context.wantsAgreement ? agreement() : nil,
            suppressed: assembly.suppressed,
            suppressedCounts: assembly.suppressedCounts
        )
        dossier.matrix = matrix
        return dossier
    }

    private func picture(_ shipment: Shipment, _ links: [Int: [ShipmentPicture.Link]]) -> ShipmentPicture {
        let own = Set(shipment.own)
        let members = shipment.documents.compactMap { number -> ShipmentPicture.Member? in
            guard let result = result(number) else { return nil }
            return ShipmentPicture.Member(
                path: result.file.path,
                isShared: !own.contains(number),
                links: links[number] ?? []
            )
        }
        return ShipmentPicture(name: shipment.name, members: members)
    }

    /// What each document names, by its place in the run.
    private var links: [Int: [ShipmentPicture.Link]] {
        var links: [Int: [ShipmentPicture.Link]] = [:]
        for link in resolution.links {
            links[link.from, default: []].append(picture(link.reference, to: result(link.to)))
        }
        for missing in resolution.unmatched {
            links[missing.document, default: []].append(picture(missing.reference, to: nil))
        }
        return links
    }

    private func picture(_ reference: DocumentReference, to other: DocumentResult?) -> ShipmentPicture.Link {
        let kind = context.vocabulary.kind(named: reference.kind)
        return ShipmentPicture.Link(
            kind: kind?.title ?? LocalizedText(english: reference.kind, chinese: reference.kind),
            kindName: reference.kind,
            number: other?.shown("number", context) ?? reference.number,
            path: other?.file.path
        )
    }

    /// The dates of a header, as far as somebody reads them.
    private func dates(of result: DocumentResult) -> [Report.DocumentDate] {
        guard let header = result.header?.record else { return [] }
        return context.vocabulary.document.fields.enumerated().compactMap { index, field in
            guard case .date(let date)? = try? header.value(row: 0, field: index) else { return nil }
            return Report.DocumentDate(field: field.name, title: field.meaning, date: date)
        }
    }

    private func document(_ result: DocumentResult) -> Report.Document {
        var document = Report.Document(
            path: result.file.path,
            format: result.detection?.format.name,
            kind: kind(of: result)?.title,
            kindName: kind(of: result)?.name,
            number: result.shown("number", context).map { ShortText.of($0) },
            issuer: kind(of: result)?.issuer,
            issuerTitle: kind(of: result)?.issuerTitle,
            buyer: result.shown("buyerName", context).map { ShortText.of($0) },
            seller: result.shown("sellerName", context),
            dates: dates(of: result),
            records: result.records,
            bytes: result.bytes,
            aside: resolution.aside[result.document].map(LintingMessages.aside)
        )
        document.sheet = result.file.sheet
        return document
    }
}
