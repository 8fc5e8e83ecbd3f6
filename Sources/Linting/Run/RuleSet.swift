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
    /// The reference tables that the configuration names.
    package let tables: ReferenceTables
    /// The register of policies, with the user's.
    package let policies: PolicyRegister
    /// The packs.
    package let packs: [Pack]
    /// The files of each pack, in the order of the packs.
    package let files: [[DefinitionFile]]
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
    ///   - readsAll: whether all that built-in packs add to formats is read, though the packs are off; so it is too where the
    ///     user's own rules may ask for any field.
    ///   - width: how many threads may load packs.
    /// - Returns: the packs with what they were checked against.
    /// - Throws: `DefinitionErrors` with every fault, or `UsageError` for a pack that is not there.
    package static func load(
        _ configuration: Configuration,
        asOf: CalendarDate? = nil,
        asked: [String] = [],
        readsAll: Bool = false,
        width: Int = 1
    ) throws -> RuleSet {
        let vocabulary = try vocabulary(configuration.words)
        let wanted = try PackFiles().wanted(configuration, asked: asked)
        var lists = BuiltIn.codeLists
        for file in wanted.flatMap(\.codes) { lists[file.listName] = try CodeList.load(file) }
        let tables = ReferenceTables(configuration.tables)
        let codeLists = CodeLists(lists, asOf: asOf) { tables.table(named: $0) }
        for code in configuration.units.keys.sorted() where codeLists["unit"]?.rows[code] == nil {
            throw UsageError(
                message: "the configuration has spellings for a unit '\(code)' that is not there"
                    + Suggestion.among(codeLists["unit"]?.rows.keys.sorted() ?? [], for: code)
            )
        }
        let units = codeLists.makeUnitTable(configuration.units)
        let policies = try BuiltIn.policies().adding(configuration.policies)
        let context = PackContext(vocabulary: vocabulary, units: units, codeLists: codeLists, policies: policies)
        var faults: [DefinitionError] = []
        var packs: [Pack] = []
        var files: [[DefinitionFile]] = []
        var extensions: [FormatExtension] = []
        // Packs need nothing of each other, so that all cores load them.
        let loaded = wanted.concurrentMap(width: width) { load($0, context) }
        for (pack, result) in zip(wanted, loaded) {
            // The user's own copy of a pack takes its place.
            if let asked = pack.asked, packs.contains(where: { $0.name == asked }) { continue }
            switch result {
            case .success(let loaded):
                packs.append(loaded.pack)
                extensions += loaded.extensions
                files.append(pack.files + pack.codes)
            case .failure(let error): faults += error.errors
            }
        }
        if !faults.isEmpty { throw DefinitionErrors(faults) }
        if readsAll || wanted.contains(where: { !($0.files.first?.isBuiltIn ?? true) }) {
            for file in PackFiles().mappings(besides: wanted) {
                extensions.append(try FormatExtension(try DefinitionNode.parse(file)))
            }
        }
        return RuleSet(
            vocabulary: vocabulary,
            units: units,
            codeLists: codeLists,
            tables: tables,
            policies: policies,
            packs: packs,
            files: files,
            extensions: extensions
        )
    }

    /// What the files of a pack hold: its rules, and what it adds to formats.
    private typealias Loaded = (pack: Pack, extensions: [FormatExtension])

    private static func load(_ wanted: PackFiles.Wanted, _ context: PackContext) -> Result<Loaded, DefinitionErrors> {
        do throws(DefinitionErrors) {
            var (roots, extensions): ([DefinitionNode], [FormatExtension]) = ([], [])
            for file in wanted.files {
                let root = try DefinitionNode.parse(file)
                if FormatExtension.isOne(root) {
                    extensions.append(try FormatExtension(root))
                } else {
                    roots.append(root)
                }
            }
            let pack = try PackLoader.load(roots, context)
            return .success((wanted.asked == nil ? pack.unasked : pack, extensions))
        } catch {
            return .failure(error)
        }
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

extension DefinitionFile {
    /// The name of the code list that it holds.
    fileprivate var listName: String { String(path.split(separator: "/").last?.dropLast(".csv".count) ?? "") }
}
