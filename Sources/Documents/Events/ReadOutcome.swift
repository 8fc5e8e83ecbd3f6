/// What a reader says when it is done.
@usableFromInline package struct ReadOutcome: Sendable {
    /// What was wrong, in order.
    package var faults: [SyntaxFault] = []
    /// The names of files within it that were not read, such as what is attached to a mail.
    package var unread: [String] = []
    /// How many bytes of the decoded document were read.
    package var bytes = 0
    /// The comments that speak to shiplint, in order; only XML has any.
    package var remarks: [Remark] = []

    /// Whether the document was read to its end.
    package var isComplete: Bool { !faults.contains { $0.isFatal } }

    /// Makes an empty outcome.
    package init() {}

    /// Notes a fault; of each sort that is not fatal only the first, for the rest says the same.
    package mutating func note(_ fault: SyntaxFault) {
        if !fault.isFatal, faults.contains(where: { $0.code == fault.code && $0.detail == fault.detail }) { return }
        faults.append(fault)
    }
}
