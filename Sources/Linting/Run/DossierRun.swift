internal import CEL
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

/// Everything after the reading: what the documents are to each other, the groups, and the report of one dossier.
struct DossierRun {
    private let context: RunContext
    private let path: String
    private var results: [DocumentResult]
    private var resolution = Resolution()
    private var drafts: [Draft] = []
    private var notChecked: [NotChecked] = []
    /// Pairs of documents that are known to number parts differently.
    private var numberings: Set<Set<Int>> = []

    /// Documents of which the own findings were told in another dossier.
    private let told: Set<Int>

    init(context: RunContext, path: String, results: [DocumentResult], told: Set<Int> = []) {
        self.told = told
        self.context = context
        self.path = path
        self.results = results
    }

    /// Judges the dossier.
    mutating func finish() -> Report.Dossier {
        resolution = Resolver.resolve(results.compactMap { $0.facts(context) }, stage: context.configuration.stage)
        let dossier = DossierRecord(
            stage: resolution.stage,
            asOf: context.asOf,
            markets: context.configuration.markets,
            categories: context.configuration.categories,
            kinds: Set(inForce.compactMap { kind(of: $0)?.name })
        )
        for index in results.indices { judgeDocument(index, dossier) }
        for difference in resolution.differences { note(difference) }
        judgeGroups(dossier)
        noteIncomplete()
        return report()
    }

    private var inForce: [DocumentResult] { results.filter { resolution.aside[$0.document] == nil } }

    private func kind(of result: DocumentResult) -> Kind? {
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
            notChecked.append(
                NotChecked(
                    sort: .optional,
                    reason: LintingMessages.unjudged(count),
                    rules: [rule],
                    path: result.file.path
                )
            )
        }
        for (rule, pairs) in results[index].consumer.incomparable.sorted(by: { $0.key < $1.key }) {
            for pair in pairs.sorted() { noteIncomparable(pair, rule) }
        }
    }

    private mutating func noteIncomparable(_ pair: String, _ rule: String) {
        notChecked.append(NotChecked(sort: .optional, reason: LintingMessages.incomparable(pair), rules: [rule]))
    }

    private mutating func note(_ difference: Resolution.Difference) {
        let values = difference.values.map { "\($0.field): \($0.value) / \($0.otherValue)" }.joined(separator: "; ")
        drafts.append(
            Draft(
                rule: "dossier/versions-differ",
                severity: difference.isDecided ? .note : .warning,
                message: LintingMessages.versions(values, isDecided: difference.isDecided),
                spot: Draft.Spot(document: difference.document, offset: nil, length: 0),
                related: [Draft.Spot(document: difference.other, offset: nil, length: 0)]
            )
        )
    }

    private mutating func note(_ difference: GroupJudge.Numbering) {
        let other = results.first { $0.document == difference.other.document }?.file.inner ?? ""
        drafts.append(
            Draft(
                rule: "dossier/numbering-differs",
                severity: .warning,
                message: LintingMessages.numbering(difference.example, other, difference.otherExample),
                spot: difference.spot,
                related: [difference.other]
            )
        )
    }

    private mutating func judgeGroups(_ dossier: DossierRecord) {
        let broken = Set(results.filter { !$0.isComplete }.map { $0.header?.kind ?? -1 })
        for (index, active) in context.rules.enumerated() {
            guard case .group(let rule) = active.rule.form else { continue }
            var judge = GroupJudge(context: context, rule: index, dossier: dossier, brokenKinds: broken)
            if rule.scope == .document {
                for result in inForce { judge.judge(GroupIndex(sources(index, rule, of: [result]))) }
            } else {
                let aliases = rule.isByPart ? self.aliases : .none
                for documents in scopes(of: rule) {
                    judge.judge(GroupIndex(sources(index, rule, of: documents), aliases: aliases))
                }
            }
            drafts += judge.drafts
            for difference in judge.numberings where !numberings.contains(difference.documents) {
                numberings.insert(difference.documents)
                note(difference)
            }
            if judge.unjudged > 0 {
                notChecked.append(
                    NotChecked(
                        sort: .optional,
                        reason: LintingMessages.unjudged(judge.unjudged),
                        rules: [active.rule.name]
                    )
                )
            }
            for pair in judge.incomparable.sorted() { noteIncomparable(pair, active.rule.name) }
        }
    }

    /// The documents that a rule compares: those of each shipment, or all.
    private func scopes(of rule: GroupRule) -> [[DocumentResult]] {
        guard rule.scope == .shipment, resolution.shipments.count > 1 else { return [inForce] }
        return resolution.shipments.map { shipment in
            let documents = Set(shipment.documents)
            return inForce.filter { documents.contains($0.document) }
        }
    }

    /// What the documents in force call the same parts.
    private var aliases: PartAliases {
        PartAliases(pairs: context.partNames + inForce.flatMap { $0.consumer.partNames.keys })
    }

    /// The tables of a rule's collections in some documents, in the order of the documents.
    private func sources(_ index: Int, _ rule: GroupRule, of results: [DocumentResult]) -> [GroupSource] {
        results.flatMap { result -> [GroupSource] in
            guard let header = result.header?.record else { return [] }
            return context.plans[index].gatherings.enumerated().compactMap { collection, gathering in
                guard let table = result.consumer.tables[gathering] else { return nil }
                return GroupSource(
                    document: result.document,
                    collection: collection,
                    gathering: context.gatherings[gathering],
                    table: table,
                    recordType: context.vocabulary.recordTypes[rule.collections[collection].recordType],
                    header: header,
                    units: context.units
                )
            }
        }
    }

    private mutating func noteIncomplete() {
        for result in results {
            guard case .undecided(let other)? = resolution.aside[result.document] else { continue }
            notChecked.append(
                NotChecked(sort: .blocking, reason: LintingMessages.undecided(other), path: result.file.path)
            )
        }
        for result in results where !result.isComplete {
            notChecked.append(NotChecked(sort: .blocking, reason: LintingMessages.brokeOff, path: result.file.path))
        }
    }

    // MARK: Report

    private func report() -> Report.Dossier {
        let paths = Dictionary(uniqueKeysWithValues: results.map { ($0.document, $0) })
        var assembly = FindingAssembly(documents: paths)
        assembly.assemble(drafts)
        let errors = assembly.counts[.error] ?? 0
        let isBlocked = notChecked.contains { $0.sort == .blocking }
        let readiness: Readiness =
            errors > 0 || isBlocked ? .notReady : (assembly.counts[.warning] ?? 0) > 0 ? .readyWithWarnings : .ready
        return Report.Dossier(
            path: path,
            stage: LintingMessages.stage(resolution.stage),
            documents: results.filter { !$0.isOther }.map(document),
            shipments: resolution.shipments.map(picture),
            otherFiles: results.filter(\.isOther).map(\.file.path),
            findings: assembly.findings,
            leftOut: assembly.leftOut,
            counts: assembly.counts,
            notChecked: notChecked,
            readiness: readiness
        )
    }

    private func picture(_ shipment: Shipment) -> ShipmentPicture {
        let own = Set(shipment.own)
        let members = shipment.documents.compactMap { number -> ShipmentPicture.Member? in
            guard let result = results.first(where: { $0.document == number }) else { return nil }
            return ShipmentPicture.Member(
                path: result.file.path,
                isShared: !own.contains(number),
                links: links(of: result)
            )
        }
        return ShipmentPicture(name: shipment.name, members: members)
    }

    private func links(of result: DocumentResult) -> [ShipmentPicture.Link] {
        let matched = resolution.links.filter { $0.from == result.document }.map { ($0.reference, Optional($0.to)) }
        let missing = resolution.unmatched.filter { $0.document == result.document }.map { ($0.reference, Int?.none) }
        return (matched + missing).map { reference, target in
            let other = target.flatMap { target in results.first { $0.document == target } }
            let number = other.flatMap { other in
                context.vocabulary.document.field(named: "number").flatMap {
                    other.header?.record.shown(row: 0, field: $0)
                }
            }
            let kind = context.vocabulary.kind(named: reference.kind)
            return ShipmentPicture.Link(
                kind: kind?.title ?? LocalizedText(english: reference.kind, chinese: reference.kind),
                kindName: reference.kind,
                number: number ?? reference.number,
                path: other?.file.path
            )
        }
    }

    private func document(_ result: DocumentResult) -> Report.Document {
        let number = context.vocabulary.document.field(named: "number").flatMap { field in
            result.header?.record.shown(row: 0, field: field)
        }
        var aside: LocalizedText?
        switch resolution.aside[result.document] {
        case .copy(let path)?: aside = LintingMessages.aside("copy", path: path)
        case .superseded(let path)?: aside = LintingMessages.aside("superseded", path: path)
        case .undecided(let path)?: aside = LintingMessages.aside("undecided", path: path)
        case .amended(let path)?: aside = LintingMessages.aside("amended", path: path)
        case .draft?: aside = LintingMessages.aside("draft", path: "")
        case .void?: aside = LintingMessages.aside("void", path: "")
        case .template?: aside = LintingMessages.aside("template", path: "")
        case nil: break
        }
        return Report.Document(
            path: result.file.path,
            format: result.detection?.format.name,
            kind: kind(of: result)?.title,
            kindName: kind(of: result)?.name,
            number: number,
            records: result.records,
            bytes: result.bytes,
            aside: aside
        )
    }
}
