package import CEL
package import Records

/// How the values of one field in several kinds of documents must agree.
package struct Agreement: Sendable {
    /// How two values compare.
    package enum Comparison: String, CaseIterable, Sendable {
        /// Letter by letter.
        case exact
        /// Text within one script, after folding.
        case text
        /// Decimals at the coarser one's precision.
        case decimal
        /// Quantities in one unit, at the coarser one's precision.
        case quantity
        /// The first six digits.
        case hsCode
        /// Countries through the bilingual list.
        case country
        /// Currencies through the list with its old spellings.
        case currency
        /// Places, folded, within one script.
        case place
        /// Names of parties, folded, within one script, legal forms left out.
        case name
        /// Days.
        case date
    }

    /// How two values compare.
    package let comparison: Comparison
    /// By how much numbers may differ.
    package let tolerance: Decimal
    /// Whether the values of one kind are added before they are compared.
    package let isSummed: Bool
    /// For each collection the field, as an index; collections are in order of authority.
    package let fields: [Int]
    /// For each collection the field by which the values are divided, as an index; such as the units a price is for.
    package let per: [Int?]
    /// What the field means, for the message.
    package let subject: LocalizedText
}
