/// One typed property of a record type.
package struct Field: Sendable {
    /// Its name in packs, formats and messages.
    package let name: String
    /// Its type.
    package let type: FieldType
    /// For a quantity: the code of the unit that holds where the document names none.
    package let defaultUnit: String?
    /// What it means, in one line.
    package let meaning: LocalizedText
    /// Whether it is an amount or a price, which a report that is shared leaves out.
    package let isMoney: Bool
    /// The field that has what follows a code of three letters in one text: `FOB Ningbo` is a term and its place.
    let rest: String?
    /// The field that has the date behind a number in one text: `LC-7 dated 2026-08-30`.
    let dated: String?
    /// The field of the document's header that stands in where a record is silent, as an index there.
    package let inherited: Int?
}
