internal import CEL
package import Records

/// Compiles packs, checked against the vocabulary.
package struct PackLoader {
    let context: PackContext
    var environment: Environment
    var scope = DefinitionScope()
    var pack = ""

    private init(context: PackContext) {
        self.context = context
        environment = context.environment
    }

    /// Reads a pack of one file.
    ///
    /// - Throws: every fault of the file, each with its place.
    package static func load(_ file: DefinitionFile, _ context: PackContext) throws(DefinitionErrors) -> Pack {
        try load([try DefinitionNode.parse(file)], context)
    }

    /// Reads a pack from the roots of its files, of which one has the title.
    ///
    /// - Throws: every fault of the files, each with its place.
    package static func load(_ roots: [DefinitionNode], _ context: PackContext) throws(DefinitionErrors) -> Pack {
        var loader = PackLoader(context: context)
        var title: LocalizedText?
        var applicability = Applicability()
        var rules: [Rule] = []
        var names: Set<String> = []
        for root in roots {
            loader.scope.check(root, allows: ["pack", "title", "formats", "asked", "rules"], as: "a pack")
            let name = loader.scope.text("pack", of: root, as: "a pack") ?? ""
            if !loader.pack.isEmpty, name != loader.pack {
                loader.scope.report("the files of a pack have one name: expected '\(loader.pack)'", at: root)
            }
            loader.pack = name
            if let node = root["title"] { title = loader.scope.localized(node, as: "'title'") }
            if let node = root["formats"] { applicability.formats = Set(loader.scope.texts(node, as: "a format")) }
            if let node = root["asked"] { applicability.asked = loader.request(node) }
            for node in root["rules"]?.items ?? [] {
                guard let rule = loader.load(node) else { continue }
                if !names.insert(rule.name).inserted {
                    loader.scope.report("the rule '\(rule.name)' stands twice", at: node)
                }
                rules.append(rule)
            }
        }
        try loader.scope.check()
        for index in rules.indices {
            rules[index].applicability.asked = applicability.asked
            if rules[index].applicability.formats == nil {
                rules[index].applicability.formats = applicability.formats
            }
        }
        let empty = LocalizedText(english: "", chinese: "")
        return Pack(name: loader.pack, title: title ?? empty, rules: rules)
    }

    /// What asks for a pack, without its rules.
    ///
    /// - Parameters:
    ///   - root: the root of the pack's file that has the title.
    ///   - vocabulary: the record types.
    /// - Returns: what a document says that asks for it; nothing where none can.
    package static func request(_ root: DefinitionNode, _ vocabulary: Vocabulary) -> PackRequest? {
        guard let asked = root["asked"], let name = asked["by"]?.text,
            let field = vocabulary.document.field(named: name)
        else { return nil }
        return PackRequest(field: field, beginnings: (asked["beginsWith"]?.items ?? []).compactMap(\.text))
    }

    private mutating func request(_ node: DefinitionNode) -> PackRequest? {
        scope.check(node, allows: ["by", "beginsWith"], as: "'asked'")
        guard let name = scope.text("by", of: node, as: "'asked'"),
            let field = field(name, of: context.vocabulary.document, at: node),
            let beginnings = node["beginsWith"].map({ scope.texts($0, as: "a beginning") }), !beginnings.isEmpty
        else {
            if node["beginsWith"] == nil { scope.report("'asked' lacks 'beginsWith'", at: node) }
            return nil
        }
        return PackRequest(field: field, beginnings: beginnings)
    }

    /// The size of lists for which an expression's cost is asked, and what it may cost.
    private static let (costedSize, maximumCost) = (100, 50_000_000)

    private static let keys = [
        "id", "aliases", "since", "formats", "title", "severity", "each", "roles", "in", "when", "check", "checks",
        "settings",
        "at",
        "related",
        "message",
        "why", "help", "basis", "tests", "group", "judge", "required", "codes", "pattern", "unique", "within",
        "present", "agree",
        "where", "fix", "written", "tables",
    ]

    private mutating func load(_ node: DefinitionNode) -> Rule? {
        scope.check(node, allows: Self.keys, as: "a rule")
        guard let id = scope.text("id", of: node, as: "a rule") else { return nil }
        let what = "rule '\(id)'"
        for key in ["title", "severity", "why", "basis"] where node[key] == nil {
            scope.report("\(what) lacks '\(key)'", at: node)
        }
        guard let title = node["title"].flatMap({ scope.localized($0, as: "'title'") }),
            let why = node["why"].flatMap({ scope.localized($0, as: "'why'") }),
            let severity = node["severity"].flatMap({ scope.choice(Severity.self, $0, as: "a severity") }),
            let basis = node["basis"].flatMap({ self.basis($0) })
        else { return nil }
        var settings = self.settings(node["settings"])
        if let agree = node["agree"] { settings = settings.adding(agreementSettings(agree)) }
        let kinds = self.kinds(node["in"])
        environment.tables = node["tables"].map { scope.texts($0, as: "a table") } ?? []
        guard let form = form(node, kinds, settings, what) else { return nil }
        return Rule(
            name: "\(pack)/\(id)",
            aliases: node["aliases"].map { scope.texts($0, as: "a name") } ?? [],
            since: node["since"].flatMap { scope.date($0, as: "'since'") },
            title: title,
            severity: severity,
            why: why,
            help: node["help"].flatMap { scope.localized($0, as: "'help'") },
            basis: basis,
            kinds: kinds,
            form: form.form,
            settings: settings,
            tables: environment.tables,
            applicability: Applicability(
                formats: node["formats"].map { Set(scope.texts($0, as: "a format")) },
                asked: nil
            ),
            tests: tests(node["tests"]),
            expectation: expectation(node),
            expansion: form.expansion
        )
    }

    private mutating func form(
        _ node: DefinitionNode,
        _ kinds: Set<Int>?,
        _ settings: SettingsRecord,
        _ what: String
    ) -> (form: Rule.Form, expansion: String?)? {
        if let group = node["group"] { return groupRule(node, group, settings, what).map { (.group($0), nil) } }
        if let present = node["present"] { return self.present(present, node, settings) }
        if let agree = node["agree"] { return self.agree(agree, node, settings) }
        if let unique = node["unique"] { return self.unique(unique, node, kinds, settings) }
        guard let each = node["each"], let type = recordType(each) else {
            scope.report("\(what) needs 'each' or 'group', or a short form", at: node)
            return nil
        }
        return recordRule(node, type, kinds, settings).map { (.record($0.rule), $0.expansion) }
    }

    // MARK: Parts

    private mutating func settings(_ node: DefinitionNode?) -> SettingsRecord {
        let pairs = node?.pairs ?? []
        return SettingsRecord(
            names: pairs.compactMap(\.key.text),
            values: pairs.map { SettingsRecord.value(of: $0.value) }
        )
    }

    /// The kinds that a rule names, as indices.
    mutating func kinds(_ node: DefinitionNode?) -> Set<Int>? {
        guard let node else { return nil }
        return Set(scope.texts(node, as: "a kind").compactMap { name in kind(name, at: node) })
    }

    /// The index of a kind.
    mutating func kind(_ name: String, at node: DefinitionNode) -> Int? {
        if let kind = context.vocabulary.kind(named: name) { return kind.index }
        let names = context.vocabulary.kinds.map(\.name)
        scope.report("there is no kind '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }

    /// The record type that a node names.
    mutating func recordType(_ node: DefinitionNode) -> RecordType? {
        guard let name = scope.text(node, as: "a record type") else { return nil }
        if let type = context.vocabulary.recordType(named: name) { return type }
        let names = context.vocabulary.recordTypes.map(\.name)
        scope.report("there is no record type '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }

    /// The index of a field.
    mutating func field(_ name: String, of type: RecordType, at node: DefinitionNode) -> Int? {
        if let field = type.field(named: name) { return field }
        let names = type.fields.map(\.name)
        scope.report("'\(type.name)' has no field '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }

    /// The roles of lines that a rule looks at: goods, if it does not say otherwise.
    func roles(_ node: DefinitionNode?, of type: RecordType) -> Set<String>? {
        guard type.field(named: "role") != nil, type.name == "line" else { return nil }
        guard let node else { return ["GOODS"] }
        let names = node.items.compactMap(\.text)
        return names.contains("all") ? nil : Set(names.map { $0.uppercased() })
    }

    /// A compiled expression; its faults are reported at the node.
    mutating func program(
        _ node: DefinitionNode,
        _ environment: Environment,
        expecting type: CELType? = nil
    ) -> Program? {
        guard let source = scope.text(node, as: "an expression") else { return nil }
        return program(source, at: node, offset: 0, environment, expecting: type)
    }

    /// A compiled expression that stands some characters into a scalar.
    mutating func program(
        _ source: String,
        at node: DefinitionNode,
        offset: Int,
        _ environment: Environment,
        expecting type: CELType? = nil
    ) -> Program? {
        do {
            let program = try environment.compile(source, expecting: type)
            if program.cost(ofLists: Self.costedSize) > Self.maximumCost {
                scope.report(
                    "this takes more than \(Self.maximumCost) steps over lists of \(Self.costedSize) elements",
                    at: node,
                    offset: offset
                )
            }
            return program
        } catch {
            for fault in error.errors {
                let before = String(decoding: source.utf8.prefix(fault.offset), as: UTF8.self)
                let shown =
                    node.isPlain ? fault.message : "\(fault.message), in '\(source)' at character \(before.count + 1)"
                scope.report(shown, at: node, offset: offset + before.count)
            }
            return nil
        }
    }

    /// A message with its expressions.
    mutating func message(_ node: DefinitionNode, _ environment: Environment) -> MessageTemplate? {
        scope.check(node, allows: ["en", "zh"], as: "a message")
        guard let english = node["en"], let chinese = node["zh"] else {
            scope.report("a message needs 'en' and 'zh'", at: node)
            return nil
        }
        var compiled: [String: Program] = [:]
        return MessageTemplate(
            english: pieces(english, environment, &compiled),
            chinese: pieces(chinese, environment, &compiled)
        )
    }

    private mutating func pieces(
        _ node: DefinitionNode,
        _ environment: Environment,
        _ compiled: inout [String: Program]
    ) -> [MessageTemplate.Piece] {
        guard let text = scope.text(node, as: "a message") else { return [] }
        return pieces(text, at: node, environment, &compiled)
    }

    /// The pieces of a message that stands in, or follows from, a node.
    ///
    /// What was compiled of the message already is compiled no more: both languages mostly have the same expressions.
    mutating func pieces(
        _ text: String,
        at node: DefinitionNode,
        _ environment: Environment,
        _ compiled: inout [String: Program]
    ) -> [MessageTemplate.Piece] {
        var pieces: [MessageTemplate.Piece] = []
        var plain = ""
        var rest = text.utf8[...]
        while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
            plain += text[rest.startIndex..<brace]
            let before = text[..<brace].count
            guard let close = Self.closingBrace(rest[brace...]) else {
                scope.report("the brace is not closed", at: node, offset: before)
                return pieces
            }
            let source = String(text[rest.index(after: brace)..<close])
            if let program = compiled[source] ?? program(source, at: node, offset: before + 1, environment) {
                compiled[source] = program
                if !plain.isEmpty { pieces.append(.text(plain)) }
                plain = ""
                pieces.append(.expression(program))
            }
            rest = rest[rest.index(after: close)...]
        }
        plain += text[rest.startIndex...]
        if !plain.isEmpty { pieces.append(.text(plain)) }
        return pieces
    }

    private static func closingBrace(_ text: Substring.UTF8View) -> String.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == UInt8(ascii: "{") { depth += 1 }
            if text[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private mutating func tests(_ node: DefinitionNode?) -> [RuleTest] {
        (node?.items ?? []).compactMap { item in
            scope.check(item, allows: ["pass", "fail", "fixed"], as: "a test")
            let fixed = item["fixed"].flatMap { scope.text($0, as: "'fixed'") }
            if let given = item["pass"] { return RuleTest(mustFail: false, given: given, fixed: nil) }
            if let given = item["fail"] { return RuleTest(mustFail: true, given: given, fixed: fixed) }
            return nil
        }
    }
}
