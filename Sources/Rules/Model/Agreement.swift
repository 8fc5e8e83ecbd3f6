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
        /// The first digits that mean the same everywhere: six, if the setting `digits` says nothing else.
        case hsCode
        /// Countries through the bilingual list.
        case country
        /// Currencies through the list with its old spellings.
        case currency
        /// Texts of which one may hold the other, folded, within one script.
        case contained
        /// GTINs, of which shorter ones may be filled up with zeros (GS1 General Specifications).
        case gtin
        /// Places: like texts of which one may hold the other, but codes are not compared with names.
        case place
        /// Names of parties by their tax numbers, else folded, within one script, legal forms left out.
        case name
        /// Days.
        case date
    }

    /// How two values compare.
    package let comparison: Comparison
    /// Whether the values of one kind are added before they are compared.
    package let isSummed: Bool
    /// For each collection the field, as an index; collections are in order of authority.
    package let fields: [Int]
    /// For each collection the field by which the values are divided, as an index; such as the units a price is for.
    package let per: [Int?]
    /// For each collection the fields that hold numbers of the party named, as indices; of headers only.
    package let identifiers: [[Int]]
    /// What the field means, for the message.
    package let subject: LocalizedText
}
