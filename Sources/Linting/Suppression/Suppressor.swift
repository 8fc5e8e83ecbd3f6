internal import CEL
internal import Documents
internal import Records

/// Takes out of the findings of a run what the user knows already, and keeps account of what was used.
struct Suppressor {
    /// The findings that are known, with the reason, and those that remain.
    struct Outcome {
        var remaining: [Draft] = []
        var suppressed: [Draft] = []
    }

    /// A comment of a document.
    private struct Comment {
        var remark: Remark
        var suppression: SuppressionRemark
        var isExpired: Bool
        var isUsed = false
    }

    private let rules: [SuppressionRule]
    private let baseline: Baseline?
    private let asOf: CalendarDate
    /// Whether known findings are collected for a new baseline.
    private let collects: Bool
    /// Entries of the baseline by fingerprint that no finding has used yet, as indices.
    private var entries: [UInt64: [Int]]

    /// Rules of the configuration that took something out, as indices.
    private(set) var used: Set<Int> = []
    /// Rules of the configuration that concern a document of the run, as indices.
    private(set) var concerned: Set<Int> = []
    /// The paths of the documents of the run, as typed.
    private(set) var paths: Set<String> = []
    /// What a new baseline would hold.
    private(set) var collected: [Baseline.Entry] = []

    init(rules: [SuppressionRule], baseline: Baseline?, asOf: CalendarDate, collects: Bool) {
        self.rules = rules
        self.baseline = baseline
        self.asOf = asOf
        self.collects = collects
        entries = Dictionary(
            grouping: (baseline?.entries.indices).map(Array.init) ?? [],
            by: { baseline?.entries[$0].fingerprint ?? 0 }
        )
    }

    /// Entries of the baseline that no finding has used.
    var unusedEntries: [Baseline.Entry] {
        guard let baseline else { return [] }
        return entries.values.joined().sorted().map { baseline.entries[$0] }
    }

    /// Parts findings into what counts and what is known.
    ///
    /// - Parameters:
    ///   - drafts: all findings of a dossier, not folded yet, with their fingerprints.
    ///   - documents: its documents, by their place in the run.
    /// - Returns: both, in the order of the drafts; comments that do nothing are findings too.
    mutating func apply(to drafts: [Draft], _ documents: [Int: DocumentResult]) -> Outcome {
        for (_, result) in documents {
            paths.insert(result.file.path)
            for (index, rule) in rules.enumerated() where rule.names(result.file) { concerned.insert(index) }
        }
        var outcome = Outcome()
        var comments: [Int: [Comment]] = [:]
        for (document, result) in documents.sorted(by: { $0.key < $1.key }) where !result.remarks.isEmpty {
            comments[document] = read(result.remarks, document, &outcome.remaining)
        }
        for draft in drafts {
            if let suppression = suppression(of: draft, documents, &comments) {
                var known = draft
                known.suppression = suppression
                outcome.suppressed.append(known)
            } else {
                outcome.remaining.append(draft)
            }
        }
        for (document, comments) in comments.sorted(by: { $0.key < $1.key }) {
            for comment in comments where !comment.isUsed && !comment.isExpired {
                outcome.remaining.append(
                    SuppressionMessages.unused(comment.suppression.rules, at: spot(comment.remark, document))
                )
            }
        }
        return outcome
    }

    private mutating func suppression(
        of draft: Draft,
        _ documents: [Int: DocumentResult],
        _ comments: inout [Int: [Comment]]
    ) -> Suppression? {
        let file = draft.spot.flatMap { documents[$0.document]?.file }
        if let document = draft.spot?.document, comments[document] != nil,
            let suppression = Self.comment(of: draft, &comments[document, default: []], path: file?.path ?? "")
        {
            return suppression
        }
        for (index, rule) in rules.enumerated() where rule.until.map({ $0 >= asOf }) ?? true {
            // A finding about the dossier as a whole has no path.
            let isThere = file.map { rule.names($0) } ?? (rule.path == nil)
            guard isThere, rule.names(draft.rule), rule.names(subject: draft.subject) else { continue }
            used.insert(index)
            return Suppression(
                source: .configuration,
                place: "\(rule.node.file.path):\(rule.node.line)",
                reason: rule.reason,
                until: rule.until
            )
        }
        if collects {
            collected.append(
                Baseline.Entry(
                    fingerprint: draft.fingerprint,
                    rule: draft.rule,
                    path: file?.path ?? "",
                    message: draft.message.english
                )
            )
        }
        return known(draft, path: file?.path ?? "")
    }

    /// Uses an entry of the baseline up, one of the same path first.
    private mutating func known(_ draft: Draft, path: String) -> Suppression? {
        guard let baseline, let open = entries[draft.fingerprint],
            let index = open.first(where: { baseline.entries[$0].path == path }) ?? open.first
        else { return nil }
        let rest = open.filter { $0 != index }
        entries[draft.fingerprint] = rest.isEmpty ? nil : rest
        return Suppression(source: .baseline, place: "\(baseline.path):\(baseline.entries[index].line)")
    }

    private static func comment(of draft: Draft, _ comments: inout [Comment], path: String) -> Suppression? {
        for index in comments.indices where !comments[index].isExpired {
            let comment = comments[index]
            guard let element = comment.remark.element, comment.suppression.names(draft.rule) else { continue }
            let isWithin = draft.spot?.offset.map { element.contains($0) } ?? comment.remark.isOfRoot
            guard isWithin else { continue }
            comments[index].isUsed = true
            return Suppression(
                source: .comment,
                place: path,
                reason: comment.suppression.reason,
                until: comment.suppression.until
            )
        }
        return nil
    }

    /// The suppressions that a document's comments state; what is wrong with one is a finding.
    private func read(_ remarks: [Remark], _ document: Int, _ drafts: inout [Draft]) -> [Comment] {
        remarks.compactMap { remark in
            do throws(SuppressionRemark.Fault) {
                let suppression = try SuppressionRemark(remark.text)
                let isExpired = suppression.until.map { $0 < asOf } ?? false
                if isExpired, let until = suppression.until {
                    drafts.append(
                        SuppressionMessages.expired(suppression.rules, until, at: spot(remark, document))
                    )
                }
                return Comment(remark: remark, suppression: suppression, isExpired: isExpired)
            } catch {
                drafts.append(SuppressionMessages.malformed(error, at: spot(remark, document)))
                return nil
            }
        }
    }

    private func spot(_ remark: Remark, _ document: Int) -> Draft.Spot {
        Draft.Spot(document: document, offset: remark.offset, length: 0)
    }
}
