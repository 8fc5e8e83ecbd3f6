package import CEL

/// What the header of a document says about itself, as far as it matters to the others.
package struct DocumentFacts: Sendable {
    /// The document's place in the run.
    package var document: Int
    /// Its path within the dossier.
    package var path: String
    /// The name of its kind.
    package var kind: String
    /// Its number, folded; nothing if it has none.
    package var number: String?
    /// Its number as it is written.
    package var shownNumber: String?
    /// The documents that its header and lines name.
    package var references: [DocumentReference]
    /// The number of the document that it amends, folded.
    package var amends: String?
    /// Who issued it, folded.
    package var issuer: String?
    /// A status that it states, folded.
    package var status: String?
    /// Its revision mark.
    package var revision: String?
    /// The day of issue.
    package var issueDate: CalendarDate?
    /// Values that tell a copy from another version, by the name of the field, as they are shown.
    package var values: [(field: String, value: String)]

    /// Makes facts.
    package init(
        document: Int,
        path: String,
        kind: String,
        number: String?,
        shownNumber: String? = nil,
        references: [DocumentReference] = [],
        amends: String? = nil,
        issuer: String?,
        status: String?,
        revision: String?,
        issueDate: CalendarDate?,
        values: [(field: String, value: String)]
    ) {
        self.document = document
        self.path = path
        self.kind = kind
        self.number = number
        self.shownNumber = shownNumber
        self.references = references
        self.amends = amends
        self.issuer = issuer
        self.status = status
        self.revision = revision
        self.issueDate = issueDate
        self.values = values
    }
}
