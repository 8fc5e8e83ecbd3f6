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
    /// The register of policies, with the user's.
    package let policies: PolicyRegister
    /// The packs.
    package let packs: [Pack]
    /// The files of the packs, in their order.
    package let files: [DefinitionFile]

    /// The rules of all packs.
    package var rules: [Rule] { packs.flatMap(\.rules) }

    /// Loads packs.
    ///
    /// - Parameters:
    ///   - configuration: which packs, by name or path, all built-in ones if it names none; units and words besides.
    ///   - asOf: the day on which codes are judged.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: `DefinitionErrors` with every fault, or `UsageError` for a pack that is not there.
    package static func load(_ configuration: Configuration, asOf: CalendarDate? = nil) throws -> RuleSet {
        let vocabulary = try vocabulary(configuration.words)
        let codeLists = CodeLists(try BuiltIn.codeLists(), asOf: asOf)
        for code in configuration.units.keys.sorted() where codeLists["unit"]?.rows[code] == nil {
            throw UsageError(
                message: "the configuration has spellings for a unit '\(code)' that is not there"
                    + Suggestion.among(codeLists["unit"]?.rows.keys.sorted() ?? [], for: code)
            )
        }
        let units = codeLists.makeUnitTable(configuration.units)
        let policies = try BuiltIn.policies().adding(configuration.policies)
        let context = PackContext(vocabulary: vocabulary, units: units, codeLists: codeLists, policies: policies)
        let builtIn = BuiltIn.files(below: "packs/")
        var files: [DefinitionFile] = []
        for name in configuration.packs.isEmpty ? ["recommended"] : configuration.packs {
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
        return RuleSet(
            vocabulary: vocabulary,
            units: units,
            codeLists: codeLists,
            policies: policies,
            packs: packs,
            files: files
        )
    }

    private static func vocabulary(_ words: [Vocabulary.Words]) throws -> Vocabulary {
        var vocabulary = try BuiltIn.vocabulary()
        for entry in words {
            guard let added = vocabulary.adding(entry) else {
                let name = "\(entry.record).\(entry.field)"
                throw UsageError(
                    message: "the configuration has words for '\(entry.value)' of '\(name)', which no words tell"
                )
            }
            vocabulary = added
        }
        return vocabulary
    }
}
