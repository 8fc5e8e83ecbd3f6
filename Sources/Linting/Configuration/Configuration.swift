package import CEL
package import Documents
package import Records
package import Rules

/// What `shiplint.yaml` says.
package struct Configuration: Sendable {
    /// How a rule is changed.
    package struct Change: Sendable {
        /// Whether it is off.
        package var isOff = false
        /// Another severity.
        package var severity: Severity?
        /// Settings that replace the rule's.
        package var settings: [(name: String, value: Value)] = []
    }

    /// How files with certain names are read.
    package struct FileRule: Sendable {
        /// The pattern of paths.
        package var pattern: String
        /// The format, where it is said.
        package var format: String?
        /// The encoding, where it is said.
        package var encoding: TextEncoding?
        /// The path of an XML Schema that XML files must follow, then files and folders that the schema reads.
        package var schema: [String] = []
    }

    /// The packs by name or path; nothing for all that are recommended.
    package var packs: [String] = []
    /// The user's own formats: files and folders.
    package var formats: [String] = []
    /// The markets the goods go to.
    package var markets: [String] = []
    /// The categories of the goods.
    package var categories: [String] = []
    /// How far the shipment is, where it is said.
    package var stage: String?
    /// Changes of rules, by full name.
    package var rules: [String: Change] = [:]
    /// How files are read.
    package var files: [FileRule] = []
    /// Patterns of files that are not seen at all.
    package var ignore: [String] = []
    /// Patterns of folders that are dossiers; nothing for folders that hold an invoice or an order of their own.
    package var dossiers: [String] = []
    /// Patterns of files that belong to every dossier.
    package var shared: [String] = []
    /// Names and numbers of companies, folded, with the name that stands for all names of the same.
    package var parties: [String: String] = [:]
    /// Names and numbers of the companies that are our own, folded: those of the group `ours`.
    package var ours: Set<String> = []
    /// Further spellings of units, by code.
    package var units: [String: [String]] = [:]
    /// Further words that tell a field's value, by record type, field and value; such as a line's role.
    package var words: [Vocabulary.Words] = []
    /// Rules that are newer than this day stay off.
    package var packsAsOf: CalendarDate?
    /// The path of a table of part numbers: the seller's and the buyer's.
    package var aliasTable: String?
    /// The paths of reference tables, by the name of the set: `vcdb`, `pcdb`, `qdb`, `tecdoc`, or a list of the user's own.
    package var tables: [String: String] = [:]
    /// Policies beside those of the register, or in place of those of the same name.
    package var policies = PolicyRegister.empty
    /// What makes a run fail, as `Threshold` reads it.
    package var failOn: String?
    /// The language of messages.
    package var language: Language?
    /// What is not reported.
    package var suppressions: [SuppressionRule] = []
    /// The path of the findings that are known.
    package var baseline: String?
    /// Where the configuration stands; nothing for the defaults.
    package var path: String?

    /// The defaults.
    package init() {}

    private static let keys = [
        "packs", "formats", "markets", "categories", "stage", "rules", "files", "ignore", "failOn", "language",
        "dossiers", "shared", "parties", "tables", "units", "words", "packsAsOf", "policies", "suppress", "baseline",
    ]

    /// Reads a configuration.
    ///
    /// - Throws: every fault of the file, each with its place.
    package static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> Configuration {
        let root = try DefinitionNode.parse(file)
        var scope = DefinitionScope()
        scope.check(root, allows: keys, as: "the configuration")
        var configuration = Configuration()
        configuration.path = file.path
        configuration.suppressions = SuppressionRule.load(root["suppress"], &scope)
        configuration.baseline = root["baseline"].flatMap { scope.text($0, as: "a path") }.map {
            path($0, beside: file)
        }
        configuration.packs = root["packs"].map { scope.texts($0, as: "a pack") } ?? []
        configuration.formats = (root["formats"].map { scope.texts($0, as: "a path") } ?? []).map {
            path($0, beside: file)
        }
        configuration.markets = root["markets"].map { scope.texts($0, as: "a market") } ?? []
        configuration.categories = root["categories"].map { scope.texts($0, as: "a category") } ?? []
        configuration.ignore = root["ignore"].map { scope.texts($0, as: "a pattern") } ?? []
        configuration.dossiers = root["dossiers"].map { scope.texts($0, as: "a pattern") } ?? []
        configuration.shared = root["shared"].map { scope.texts($0, as: "a pattern") } ?? []
        (configuration.parties, configuration.ours) = parties(root["parties"], &scope)
        configuration.packsAsOf = root["packsAsOf"].flatMap { scope.date($0, as: "'packsAsOf'") }
        for pair in root["units"]?.pairs ?? [] {
            guard let code = scope.text(pair.key, as: "the code of a unit") else { continue }
            configuration.units[code] = scope.texts(pair.value, as: "a spelling")
        }
        configuration.words = words(root["words"], &scope)
        if let policies = root["policies"] {
            configuration.policies = PolicyRegister.load(policies, try BuiltIn.vocabulary(), &scope)
        }
        if let tables = root["tables"] {
            if !tables.isMapping { scope.report("expected 'tables' as a mapping of names to paths", at: tables) }
            for pair in tables.pairs {
                guard let name = scope.text(pair.key, as: "the name of a table"),
                    let text = scope.text(pair.value, as: "a path")
                else { continue }
                if name == "aliases" {
                    configuration.aliasTable = path(text, beside: file)
                } else if name.contains("/") || name.isEmpty {
                    scope.report("the name of a table has no '/'", at: pair.key)
                } else {
                    configuration.tables[name] = path(text, beside: file)
                }
            }
        }
        if let node = root["stage"], let stage = scope.text(node, as: "a stage") {
            if !Stages.names.contains(stage) {
                scope.report("there is no stage '\(stage)'\(Suggestion.among(Stages.names, for: stage))", at: node)
            }
            configuration.stage = stage
        }
        if let node = root["failOn"] {
            let text = scope.texts(node, as: "'failOn'").joined(separator: ",")
            if Threshold(text) == nil {
                scope.report("'failOn' is one of \(Threshold.names.joined(separator: ", "))", at: node)
            }
            configuration.failOn = text
        }
        configuration.language = root["language"].flatMap { scope.choice(Language.self, $0, as: "a language") }
        for pair in root["rules"]?.pairs ?? [] {
            guard let name = pair.key.text else { continue }
            configuration.rules[name] = change(pair.value, &scope)
        }
        for item in root["files"]?.items ?? [] {
            scope.check(item, allows: ["match", "format", "encoding", "xsd"], as: "an entry of 'files'")
            guard let pattern = scope.text("match", of: item, as: "an entry of 'files'") else { continue }
            var rule = FileRule(pattern: pattern, format: item["format"]?.text)
            if let node = item["encoding"], let name = scope.text(node, as: "an encoding") {
                rule.encoding = TextEncoding(named: name)
                let names = TextEncoding.allCases.map(\.rawValue)
                if rule.encoding == nil {
                    scope.report("'\(name)' is no encoding: expected \(names.joined(separator: ", "))", at: node)
                }
            }
            rule.schema = (item["xsd"].map { scope.texts($0, as: "a path") } ?? []).map { path($0, beside: file) }
            configuration.files.append(rule)
        }
        try scope.check()
        return configuration
    }

    /// A path as the configuration writes it: relative to its own folder.
    private static func path(_ path: String, beside file: DefinitionFile) -> String {
        let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return path.hasPrefix("/") || folder.isEmpty ? path : "\(folder.joined(separator: "/"))/\(path)"
    }

    /// `line.role: {charge: [forklift fee]}`: words beside those of the vocabulary.
    private static func words(_ node: DefinitionNode?, _ scope: inout DefinitionScope) -> [Vocabulary.Words] {
        (node?.pairs ?? []).flatMap { pair -> [Vocabulary.Words] in
            let name = (pair.key.text ?? "").split(separator: ".").map(String.init)
            guard name.count == 2 else {
                scope.report("a field with words is named 'line.role'", at: pair.key)
                return []
            }
            return pair.value.pairs.compactMap { entry in
                guard let value = scope.text(entry.key, as: "a value") else { return nil }
                let texts = scope.texts(entry.value, as: "a word")
                return Vocabulary.Words(record: name[0], field: name[1], value: value, words: texts)
            }
        }
    }

    /// Groups of companies, such as `ours`, each with its names in both scripts.
    private static func parties(_ node: DefinitionNode?, _ scope: inout DefinitionScope) -> (
        names: [String: String], ours: Set<String>
    ) {
        var names: [String: String] = [:]
        var ours: Set<String> = []
        for group in node?.pairs ?? [] {
            for party in group.value.items {
                scope.check(party, allows: ["name", "aliases", "uscc", "taxId"], as: "a party")
                guard let name = scope.text("name", of: party, as: "a party") else { continue }
                let aliases = party["aliases"].map { scope.texts($0, as: "a name") } ?? []
                let numbers = ["uscc", "taxId"].compactMap { key in
                    party[key].flatMap { scope.text($0, as: "a number") }
                }
                for alias in [name] + aliases + numbers {
                    names[FoldedText.string(of: alias)] = FoldedText.string(of: name)
                    if group.key.text == "ours" { ours.insert(FoldedText.string(of: alias)) }
                }
            }
        }
        return (names, ours)
    }

    private static func change(_ node: DefinitionNode, _ scope: inout DefinitionScope) -> Change {
        var change = Change()
        if let text = node.text {
            if text == "off" {
                change.isOff = true
            } else {
                change.severity = scope.choice(Severity.self, node, as: "a severity or 'off'")
            }
            return change
        }
        scope.check(node, allows: ["severity", "settings"], as: "a rule's entry")
        if let severity = node["severity"] {
            if severity.text == "off" {
                change.isOff = true
            } else {
                change.severity = scope.choice(Severity.self, severity, as: "a severity")
            }
        }
        change.settings = (node["settings"]?.pairs ?? []).compactMap { pair in
            pair.key.text.map { ($0, SettingsRecord.value(of: pair.value)) }
        }
        return change
    }
}
