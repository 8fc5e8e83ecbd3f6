internal import Records

/// How the files of a format write a quantity, beside a single value: `quantity: {value: …, unit: …, suffix: …}`.
struct QuantityKeys {
    /// The rank of the first of these units, behind those that a field names itself.
    static let firstRank = 100

    /// The keys of the number within an object.
    let values: [String]
    /// The keys of the unit within an object.
    let units: [String]
    /// What is put behind a field's key for the key of its unit.
    let suffixes: [String]

    init(_ node: DefinitionNode, _ scope: inout DefinitionScope) {
        scope.check(node, allows: ["value", "unit", "suffix"], as: "'quantity'")
        values = node["value"].map { scope.texts($0, as: "a key") } ?? []
        units = node["unit"].map { scope.texts($0, as: "a key") } ?? []
        suffixes = node["suffix"].map { scope.texts($0, as: "an ending") } ?? []
    }
}
