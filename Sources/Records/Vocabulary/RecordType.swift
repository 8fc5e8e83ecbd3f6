/// A type of record, such as `line` or `product`, as the vocabulary declares it.
package struct RecordType: Sendable {
    /// Its place among the vocabulary's record types.
    package let index: Int
    /// Its name.
    package let name: String
    /// What it means, in one line.
    package let meaning: LocalizedText
    /// The record type in which records of this one stand, if any.
    package let parent: String?
    /// Its fields; a field's index is its place here.
    package let fields: [Field]
    /// Fields that are told from the words of another where the document does not fill them.
    package let classifications: [Classification]

    /// Codes that may stand in one text with another field, as indices: `FOB Ningbo`.
    package let rests: [(field: Int, rest: Int)]

    /// Numbers behind which their date may stand, and the field of that date, as indices: `LC-7 dated 2026-08-30`.
    package let dates: [(field: Int, date: Int)]

    /// The currency of its amounts, as an index.
    package let currency: Int?

    private let indices: [String: Int]

    /// Makes a record type.
    package init(
        index: Int,
        name: String,
        meaning: LocalizedText,
        parent: String?,
        fields: [Field],
        classifications: [Classification]
    ) {
        self.index = index
        self.name = name
        self.meaning = meaning
        self.parent = parent
        self.fields = fields
        self.classifications = classifications
        let indices = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        rests = fields.enumerated().compactMap { index, field in
            field.rest.flatMap { indices[$0] }.map { (index, $0) }
        }
        dates = fields.enumerated().compactMap { index, field in
            field.dated.flatMap { indices[$0] }.map { (index, $0) }
        }
        currency = indices["currency"]
        self.indices = indices
    }

    /// The type with further words that tell a value of a field; nothing if no words tell it.
    func adding(_ words: [String], telling value: String, of field: Int) -> RecordType? {
        guard let place = classifications.firstIndex(where: { $0.field == field }),
            let told = classifications[place].adding(words, telling: value)
        else { return nil }
        var classifications = classifications
        classifications[place] = told
        return RecordType(
            index: index,
            name: name,
            meaning: meaning,
            parent: parent,
            fields: fields,
            classifications: classifications
        )
    }

    /// The index of a field.
    package func field(named name: String) -> Int? { indices[name] }
}
