package import CEL
package import Records
package import Rules

/// The packs of a run with what they are checked against.
package struct RuleSet: Sendable {
    /// Every kind, record type and field.
    package let vocabulary: Vocabulary
    /// The units of quantities.
    package let units: UnitTable
    /// The code lists.
    package let codeLists: CodeLists
    /// The packs.
    package let packs: [Pack]

    /// The rules of all packs.
    package var rules: [Rule] { packs.flatMap(\.rules) }

    /// Loads packs.
    ///
    /// - Parameters:
    ///   - names: names of built-in packs or paths to files; all built-in ones if empty, or for `recommended`.
    ///   - asOf: the day on which codes are judged.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: `DefinitionErrors` with every fault, or `UsageError` for a pack that is not there.
    package static func load(packs names: [String], asOf: CalendarDate? = nil) throws -> RuleSet {
        let vocabulary = try BuiltIn.vocabulary()
        let codeLists = CodeLists(try BuiltIn.codeLists(), asOf: asOf)
        let units = codeLists.makeUnitTable()
        let context = PackContext(vocabulary: vocabulary, units: units, codeLists: codeLists)
        let builtIn = BuiltIn.files(below: "packs/")
        var files: [DefinitionFile] = []
        for name in names.isEmpty ? ["recommended"] : names {
            if name == "recommended" {
                files += builtIn
            } else if let file = builtIn.first(where: { $0.path == "rules/packs/\(name).yaml" }) {
                files.append(file)
            } else if let text = TextFile.read(name) {
                files.append(DefinitionFile(path: name, text: text))
            } else {
                let known = builtIn.map { String($0.path.dropFirst("rules/packs/".count).dropLast(".yaml".count)) }
                throw UsageError(
                    message: "there is no pack '\(name)', neither built in nor as a file"
                        + Suggestion.among(known, for: name)
                )
            }
        }
        var faults: [DefinitionError] = []
        var packs: [Pack] = []
        for file in files {
            do {
                packs.append(try PackLoader.load(file, context))
            } catch {
                faults += error.errors
            }
        }
        if !faults.isEmpty { throw DefinitionErrors(faults) }
        return RuleSet(vocabulary: vocabulary, units: units, codeLists: codeLists, packs: packs)
    }
}
