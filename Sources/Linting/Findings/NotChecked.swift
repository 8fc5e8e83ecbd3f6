package import Records

/// Something that could not be judged, and why.
package struct NotChecked: Sendable {
    /// How much it matters.
    package enum Sort: String, Sendable {
        /// One line in the report.
        case optional
        /// Nothing is called ready while this was not checked.
        case blocking
    }

    /// How much it matters.
    package let sort: Sort
    /// What was not checked and why.
    package let reason: LocalizedText
    /// The rules that this concerns.
    package let rules: [String]
    /// The document, where one is meant.
    package let path: String?

    /// Makes an entry.
    package init(sort: Sort, reason: LocalizedText, rules: [String] = [], path: String? = nil) {
        self.sort = sort
        self.reason = reason
        self.rules = rules
        self.path = path
    }
}
