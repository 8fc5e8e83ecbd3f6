internal import CEL
internal import Records

/// A value that a collection states, with its place.
struct Statement {
    /// The collection of the rule.
    let collection: Int
    /// The value.
    let value: Value
    /// Where it stands.
    let spot: Draft.Spot
    /// Of a party's name its numbers, folded: tax number, social credit code.
    let identifiers: [String]

    /// A value of a table.
    init(_ stated: AgreedValues.StatedValue, collection: Int, identifiers: [Int], in source: GroupSource) {
        self.init(
            collection: collection,
            value: stated.value,
            spot: stated.spot,
            identifiers: identifiers.compactMap { field in
                source.header.shown(row: 0, field: field).map { FoldedText.string(of: $0) }
            }
        )
    }

    /// A sum over a collection.
    init(collection: Int, value: Value, spot: Draft.Spot, identifiers: [String] = []) {
        self.collection = collection
        self.value = value
        self.spot = spot
        self.identifiers = identifiers
    }
}
