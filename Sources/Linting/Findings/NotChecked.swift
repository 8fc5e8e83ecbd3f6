package import Records
package import Rules

/// Something that could not be judged, and why.
package struct NotChecked: Sendable {
    /// How much it matters.
    package enum Sort: String, Sendable {
        /// One line in the report.
        case optional
        /// Nothing is called ready while this was not checked.
        case blocking
    }

    /// Why something could not be judged, for programs; the values that its wording has are parameters.
    package enum Cause: String, CaseIterable, Sendable {
        /// A document has no end, so that what it lacks is not known.
        case brokeOff = "broke-off"
        /// Which of two versions is in force is not known.
        case versionsUndecided = "versions-undecided"
        /// A value cannot be read that a judgement depends on.
        case valueUnreadable = "value-unreadable"
        /// Units do not convert.
        case unitsIncomparable = "units-incomparable"
        /// Reference tables are not there.
        case tablesNotSupplied = "tables-not-supplied"
        /// A reference table is there and cannot be used.
        case tableUnusable = "table-unusable"
        /// A policy should have been looked at again.
        case reviewOverdue = "review-overdue"
    }

    /// How much it matters.
    package let sort: Sort
    /// Why it could not be judged.
    package let cause: Cause
    /// What was not checked and why.
    package let reason: LocalizedText
    /// The values of the reason, so that it can be worded in a further language.
    package let parameters: [Message.Parameter]
    /// The rules that this concerns.
    package let rules: [String]
    /// The document, where one is meant.
    package let path: String?

    /// Makes an entry.
    package init(
        sort: Sort,
        cause: Cause,
        reason: LocalizedText,
        parameters: [Message.Parameter] = [],
        rules: [String] = [],
        path: String? = nil
    ) {
        self.sort = sort
        self.cause = cause
        self.reason = reason
        self.parameters = parameters
        self.rules = rules
        self.path = path
    }
}
