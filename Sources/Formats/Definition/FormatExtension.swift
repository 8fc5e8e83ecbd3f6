package import Records

/// What a pack adds to formats: mappings of fields and records that only its rules read.
///
///     extends: [ubl-invoice, ubl-credit-note]
///     namespaces: {cac: "urn:…", cbc: "urn:…"}
///     document: {buyerReference: cbc:BuyerReference}
///     records:
///       line: {note: cbc:Note}                  # further fields of the records that the format makes
///       paymentMeans: {each: cac:PaymentMeans}  # further records
///
/// Formats that no pack of a run extends are as small as ever.
package struct FormatExtension: Sendable {
    private let names: [String]
    private let part: TreeRecipe.Part

    /// Whether a file extends formats.
    package static func isOne(_ root: DefinitionNode) -> Bool { root["extends"] != nil }

    /// Reads an extension.
    ///
    /// Its paths are looked at when it is applied.
    ///
    /// - Throws: every fault of the file, each with its place.
    package init(_ root: DefinitionNode) throws(DefinitionErrors) {
        var scope = DefinitionScope()
        scope.check(root, allows: ["extends", "namespaces", "document", "records"], as: "an extension of formats")
        names = root["extends"].map { scope.texts($0, as: "a format") } ?? []
        part = TreeRecipe.Part(root: root, namespaces: Namespaces(root["namespaces"], &scope))
        try scope.check()
    }

    /// Formats with some extensions.
    ///
    /// - Parameters:
    ///   - extensions: what is added.
    ///   - formats: the formats.
    ///   - checksAll: whether the paths of built-in extensions are looked at too, which the tests do once for all.
    /// - Returns: the formats in the same order.
    /// - Throws: a format that is not there, or cannot be extended, and every fault of the paths.
    package static func apply(
        _ extensions: [FormatExtension],
        to formats: [Format],
        checksAll: Bool = false
    ) throws(DefinitionErrors) -> [Format] {
        var formats = formats
        var scope = DefinitionScope()
        for addition in extensions {
            for name in addition.names {
                guard let index = formats.firstIndex(where: { $0.name == name }) else {
                    let known = formats.map(\.name)
                    scope.report(
                        "there is no format '\(name)'\(Suggestion.among(known, for: name))",
                        at: addition.part.root
                    )
                    continue
                }
                guard case .tree(let tree) = formats[index].mapping else {
                    scope.report("'\(name)' is a table: only XML and JSON are extended", at: addition.part.root)
                    continue
                }
                var recipe = tree.recipe
                recipe.parts.append(addition.part)
                if checksAll || !addition.part.root.file.isBuiltIn { _ = TreeBuilder.build(recipe, &scope) }
                formats[index] = formats[index].with(.tree(DeferredTree(recipe)))
            }
        }
        try scope.check()
        return formats
    }
}

extension Format {
    fileprivate func with(_ mapping: Mapping) -> Format {
        Format(
            name: name,
            title: title,
            syntax: syntax,
            detection: detection,
            kind: kind,
            mapping: mapping
        )
    }
}
