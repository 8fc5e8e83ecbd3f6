internal import CEL
internal import Formats
internal import Records
internal import Rules

/// What documents, certificates, registers and files speak for: that something expected is there.
struct Evidence {
    /// What is there for one expectation.
    struct Answer {
        var state: ReadinessMatrix.State
        var note: LocalizedText?
        var path: String?
        /// The severity of what contradicts it.
        var severity: Severity?

        /// It is there, but a finding speaks against it.
        mutating func contradicted(by draft: Draft) {
            (state, note, severity) = (.contradicting, draft.message, draft.severity)
        }
    }

    private struct Certificate {
        var facts: GoodsFacts.Certificate
        var path: String
    }

    private let certificates: [Certificate]
    private let entries: [GoodsFacts.Entry]
    /// The paths of documents in force, by kind.
    private let documents: [Int: String]
    /// Files that nobody reads, with the class that their names tell.
    private let files: [(category: String, path: String)]
    private let context: RunContext

    init(_ results: [DocumentResult], _ context: RunContext) {
        self.context = context
        certificates = results.flatMap { result in
            result.consumer.notes.goods.certificates.map { Certificate(facts: $0, path: result.file.path) }
        }
        entries = results.flatMap(\.consumer.notes.goods.entries)
        documents = results.reduce(into: [:]) { documents, result in
            if let kind = result.header?.kind, documents[kind] == nil { documents[kind] = result.file.path }
        }
        files = results.filter(\.isOther).compactMap { result in
            context.certificateClass(of: String(result.file.inner.split(separator: "/").last ?? "")).map {
                ($0, result.file.path)
            }
        }
    }

    /// What is there of a kind, or of some classes of certificates, for some goods.
    func document(_ kind: Int, _ classes: [String], for subject: GoodsFacts.Subject, asOf: CalendarDate) -> Answer {
        guard !classes.isEmpty else {
            if let path = documents[kind] { return Answer(state: .there, path: path) }
            let name = context.vocabulary.kinds[kind].name
            let entry = entries.first { $0.kind == name && covers($0, subject) }
            return entry.map { Answer(state: .unreadable, path: $0.file) } ?? Answer(state: .missing)
        }
        let own = certificates.filter { classes.contains($0.facts.category) }
        let covering = own.filter { covers($0.facts, subject) }
        let valid = covering.first { $0.facts.validUntil.map { $0 >= asOf } ?? true }
        if let valid {
            return Answer(state: .there, note: valid.facts.number.map(ReadinessMessages.plain), path: valid.path)
        }
        if let field = named(classes, by: subject) {
            return Answer(state: .there, note: ReadinessMessages.plain(field))
        }
        if let entry = entries.first(where: { classes.contains($0.category ?? "") && covers($0, subject) }) {
            return Answer(state: .unreadable, path: entry.file)
        }
        if let file = files.first(where: { classes.contains($0.category) }) {
            return Answer(state: .unreadable, path: file.path)
        }
        if let expired = covering.first, let until = expired.facts.validUntil {
            return Answer(
                state: .contradicting,
                note: ReadinessMessages.expired(expired.facts.number ?? "", until),
                path: expired.path
            )
        }
        if classes.allSatisfy({ ["WARRANTY", "MANUAL", "SERVICE-POINTS", "SPARE-PARTS"].contains($0) }),
            let path = documents[kind]
        {
            return Answer(state: .unreadable, path: path)
        }
        return Answer(state: .missing, note: own.first.flatMap { $0.facts.number.map(ReadinessMessages.coversOthers) })
    }

    /// Whether a file or an entry of a register, which nobody reads, is there for some classes.
    func hasFile(_ classes: [String]) -> Bool {
        entries.contains { classes.contains($0.category ?? "") } || files.contains { classes.contains($0.category) }
    }

    /// Whether a product names the number of such a certificate.
    func isNamed(_ classes: [String], by subject: GoodsFacts.Subject) -> Bool { named(classes, by: subject) != nil }

    private func named(_ classes: [String], by subject: GoodsFacts.Subject) -> String? {
        let type = context.vocabulary.recordTypes[subject.recordType]
        for name in classes {
            guard let field = context.codeLists.lookup(name, in: "certificate-class", column: "field"),
                let index = type.field(named: field), let value = subject.named[index]
            else { continue }
            return value
        }
        return nil
    }

    /// A certificate that names no goods is for all of them.
    private func covers(_ certificate: GoodsFacts.Certificate, _ subject: GoodsFacts.Subject) -> Bool {
        certificate.covers.isEmpty
            || ([subject.number] + subject.models).contains { certificate.covers.contains(FoldedText.string(of: $0)) }
    }

    private func covers(_ entry: GoodsFacts.Entry, _ subject: GoodsFacts.Subject) -> Bool {
        entry.partNumber.map { FoldedText.string(of: $0) == FoldedText.string(of: subject.number) } ?? true
    }
}
