internal import CEL
internal import Records
internal import Rules

/// A finding before its line, column and address are worked out.
struct Draft: Sendable {
    /// A cell or a record.
    struct Spot: Sendable {
        /// The document, as an index of the run.
        var document: Int
        /// The first byte in the decoded document; nothing for the document as a whole.
        var offset: Int?
        /// The length in bytes.
        var length: Int
        /// The field's name.
        var field: String?
        /// The value as it is shown.
        var value: String?
        /// Tells the cell from all others, for folding.
        var cell: Cell?
    }

    /// A cell of a record.
    struct Cell: Hashable, Sendable {
        var document: Int
        var recordType: Int
        var ordinal: Int
        var field: Int
    }

    /// A field of the records of a document that a finding adds up.
    struct Summed: Hashable, Sendable {
        var document: Int
        var recordType: Int
        var field: Int
    }

    /// A mend before it is written in the document's syntax.
    struct Mend: Sendable {
        /// Whether it may be made without looking.
        var safety: RuleFix.Safety
        /// The cell that is changed.
        var spot: Spot
        /// The text that shall be read there.
        var text: String
    }

    /// The rule's full name.
    var rule: String
    /// How bad it is.
    var severity: Severity
    /// How firm the rule is.
    var basis: Basis?
    /// What is wrong.
    var message: LocalizedText
    /// The values that stand in the message.
    var parameters: [Message.Parameter] = []
    /// How to mend it.
    var help: LocalizedText?
    /// Where it stands; nothing for the dossier as a whole.
    var spot: Spot?
    /// What else it is about.
    var related: [Spot] = []
    /// The key it is about.
    var subject: String?
    /// Whether it depends on the day of the check.
    var dependsOnDate = false
    /// A key without a partner and the one that is perhaps meant, in order; nothing where no key is near.
    var slip: [String]?
    /// By how much the numbers disagree, where that is what it says.
    var residual: Decimal?
    /// What a document's sum adds up.
    var summed: Set<Summed> = []
    /// Findings with the same cause.
    var folded: [Draft] = []
    /// How it is mended, where that is known.
    var mend: Mend?
    /// Stays the same when other parts of the documents change.
    var fingerprint: UInt64 = 0
    /// Why it is not counted.
    var suppression: Suppression?
}
