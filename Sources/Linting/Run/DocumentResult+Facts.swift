internal import CEL
internal import Dossiers
internal import Formats
internal import Records

extension DocumentResult {
    /// A field of its header, as people read it.
    func shown(_ name: String, _ context: RunContext) -> String? {
        context.vocabulary.document.field(named: name).flatMap { header?.record.shown(row: 0, field: $0) }
    }

    /// What its header and lines say about it, as far as it matters to other documents; nothing where no format reads it.
    func facts(_ context: RunContext) -> DocumentFacts? {
        guard let header, let kind = header.kind.map({ context.vocabulary.kinds[$0] }) else { return nil }
        func text(_ name: String) -> String? { shown(name, context) }
        var date: CalendarDate?
        if let field = context.vocabulary.document.field(named: "issueDate"),
            case .date(let found)? = try? header.record.value(row: 0, field: field)
        {
            date = found
        }
        let compared = RunContext.identityFields.filter {
            !["number", "status", "revision", "sellerName", "amends"].contains($0)
        }
        return DocumentFacts(
            document: document,
            path: file.inner,
            kind: kind.name,
            number: text("number").map { FoldedText.string(of: $0) },
            shownNumber: text("number"),
            references: references(text),
            amends: text("amends").map { FoldedText.string(of: $0) },
            issuer: text("sellerName").map { FoldedText.string(of: $0) },
            status: text("status")?.lowercased(),
            revision: text("revision"),
            issueDate: date,
            values: compared.compactMap { name in text(name).map { (name, $0) } }
                + (consumer.notes.lineCount > 0 ? [("lines", "\(consumer.notes.lineCount)")] : [])
        )
    }

    /// The documents that a document's header and lines name, each once, in the order of the fields.
    private func references(_ text: (String) -> String?) -> [DocumentReference] {
        let named = DocumentReference.fields.flatMap { field, kind in
            text(field).map(DocumentNumbers.parts)?.map {
                DocumentReference(kind: kind, number: FoldedText.string(of: $0))
            } ?? []
        }
        let ofLines = consumer.notes.references.subtracting(named).sorted {
            ($0.kind, $0.number) < ($1.kind, $1.number)
        }
        return named + ofLines
    }
}
