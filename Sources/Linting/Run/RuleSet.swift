package import CEL
internal import Formats
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
    /// What the packs add to formats.
    let extensions: [FormatExtension]

    /// The rules of all packs.
    package var rules: [Rule] { packs.flatMap(\.rules) }

    /// The built-in packs that are on only where the configuration or a document asks for them.
    package static var optionalPacks: [String] { PackFiles().optional.keys.sorted() }

    /// Loads packs.
    ///
    /// - Parameters:
    ///   - configuration: which packs, by name or path, all built-in ones if it names none; units and words besides.
    ///   - asOf: the day on which codes are judged.
    ///   - asked: optional packs by name, whose rules are on for the documents that ask for them.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: `DefinitionErrors` with every fault, or `UsageError` for a pack that is not there.
    package static func load(
        _ configuration: Configuration,
        asOf: CalendarDate? = nil,
        asked: [String] = []
    ) throws -> RuleSet {
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
        let packFiles = PackFiles()
        var files: [DefinitionFile] = []
        var faults: [DefinitionError] = []
        var packs: [Pack] = []
        var extensions: [FormatExtension] = []
        func add(_ name: String, isAsked: Bool) throws {
            guard let found = packFiles.named(name) else {
                throw UsageError(
                    message: "there is no pack '\(name)', neither built in nor as a file"
                        + Suggestion.among(packFiles.names, for: name)
                )
            }
            for own in found {
                files += own
                do {
                    var roots = try own.map { try DefinitionNode.parse($0) }
                    extensions += try roots.filter(FormatExtension.isOne).map { try FormatExtension($0) }
                    roots.removeAll(where: FormatExtension.isOne)
                    let pack = try PackLoader.load(roots, context)
                    packs.append(isAsked ? pack : pack.unasked)
                } catch let error as DefinitionErrors {
                    faults += error.errors
                }
            }
        }
        let configured = configuration.packs.isEmpty ? ["recommended"] : configuration.packs
        for name in configured { try add(name, isAsked: false) }
        // The configuration may name rules of packs that a document may ask for.
        let changed = packFiles.optional.keys.filter { name in
            configuration.rules.keys.contains { $0.hasPrefix("\(name)/") }
        }
        for name in Set(asked + changed).sorted() where !configured.contains(name) { try add(name, isAsked: true) }
        if !faults.isEmpty { throw DefinitionErrors(faults) }
        return RuleSet(
            vocabulary: vocabulary,
            units: units,
            codeLists: codeLists,
            policies: policies,
            packs: packs,
            files: files,
            extensions: extensions
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
