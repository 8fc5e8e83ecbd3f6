internal import CEL
internal import Records

extension PackLoader {
    /// The environment of a record rule's expressions.
    private func recordEnvironment(_ type: RecordType, _ settings: SettingsRecord) -> Environment {
        var environment = environment
        environment.declare(variable(type), .record(type.name))
        environment.declare(type.name == "document" ? "document " : "document", .record("document"))
        environment.declare("dossier", .record("dossier"))
        environment.declare(record: settings.shape)
        environment.declare("settings", .record("settings"), isRunConstant: true)
        environment.declare(record: context.writtenShapes[type.index])
        environment.declare("written", .record(WrittenShape.name))
        return environment
    }

    /// The name of the record in expressions: that of its type, or `it` where the expression language reserves that word,
    /// as it does `package`.
    private func variable(_ type: RecordType) -> String { Environment.isReserved(type.name) ? "it" : type.name }

    /// Compiles a rule over one record, or a short form of one.
    mutating func recordRule(
        _ node: DefinitionNode,
        _ type: RecordType,
        _ kinds: Set<Int>?,
        _ settings: SettingsRecord
    ) -> (rule: RecordRule, expansion: String?)? {
        let environment = recordEnvironment(type, settings)
        let when = node["when"].flatMap { program($0, environment, expecting: .bool) }
        var sources: [Condition] = []
        if let required = node["required"] { sources += self.required(required, type) }
        if let codes = node["codes"] { sources += self.codes(codes, type) }
        if let pattern = node["pattern"] { sources += self.pattern(pattern, type) }
        if let written = node["written"] { sources += self.written(written, type) }
        let fix = node["fix"].flatMap { recordFix($0, type, environment) }
        var checks = sources.compactMap { check($0, node, environment, fix) }
        if node["check"] != nil {
            guard let check = check(node, type, environment, fix) else { return nil }
            checks.append(check)
        }
        for item in node["checks"]?.items ?? [] {
            scope.check(item, allows: ["check", "at", "message", "fix"], as: "an entry of 'checks'")
            let own = item["fix"].flatMap { recordFix($0, type, environment) }
            guard let check = check(item, type, environment, own) else { return nil }
            checks.append(check)
        }
        guard !checks.isEmpty else {
            if scope.errors.isEmpty {
                scope.report("the rule checks nothing: it needs 'check' or a short form", at: node)
            }
            return nil
        }
        let fixes = checks.compactMap(\.fix)
        let rule = RecordRule(
            recordType: type.index,
            roles: roles(node["roles"], of: type),
            when: when,
            checks: checks,
            reads: ProgramReads(
                programs: (when.map { [$0] } ?? []) + checks.flatMap { [$0.condition] + $0.message.programs }
                    + fixes.compactMap(\.program),
                record: type,
                at: checks.flatMap(\.at) + fixes.flatMap(\.fields),
                hasRoles: roles(node["roles"], of: type) != nil,
                dossierSlot: RecordSlot.dossier
            )
        )
        let expansion =
            sources.isEmpty ? nil : sources.map { "each: \(type.name)\ncheck: \($0.source)" }.joined(separator: "\n")
        return (rule, expansion)
    }

    /// A condition with its place and message.
    private mutating func check(
        _ node: DefinitionNode,
        _ type: RecordType,
        _ environment: Environment,
        _ fix: RuleFix?
    ) -> RecordRule.Check? {
        guard let condition = node["check"] else {
            scope.report("an entry of 'checks' lacks 'check'", at: node)
            return nil
        }
        guard let program = program(condition, environment, expecting: .bool) else { return nil }
        guard let messageNode = node["message"], let message = message(messageNode, environment) else {
            scope.report("a rule with 'check' needs a 'message'", at: node)
            return nil
        }
        let at = (node["at"].map { scope.texts($0, as: "a field") } ?? []).compactMap { name in
            field(name, of: type, at: node["at"] ?? node)
        }
        return RecordRule.Check(condition: program, at: at, message: message, fix: fix)
    }

    /// A short form's condition before it is compiled.
    struct Condition {
        var source: String
        var field: Int
        var english: String
        var chinese: String
        /// The value of its fix, if the form has one, which is safe.
        var fix: String?
        var node: DefinitionNode
    }

    private mutating func check(
        _ condition: Condition,
        _ node: DefinitionNode,
        _ environment: Environment,
        _ fix: RuleFix?
    ) -> RecordRule.Check? {
        guard let program = program(condition.source, at: condition.node, offset: 0, environment, expecting: .bool)
        else {
            return nil
        }
        let template: MessageTemplate
        if let own = node["message"] {
            guard let compiled = message(own, environment) else { return nil }
            template = compiled
        } else {
            var compiled: [String: Program] = [:]
            template = MessageTemplate(
                english: pieces(condition.english, at: condition.node, environment, &compiled),
                chinese: pieces(condition.chinese, at: condition.node, environment, &compiled)
            )
        }
        let own = condition.fix.flatMap { self.program($0, at: condition.node, offset: 0, environment) }
        return RecordRule.Check(
            condition: program,
            at: [condition.field],
            message: template,
            fix: fix ?? own.map { RuleFix(safety: .safe, replacement: .value($0), target: .blamed) }
        )
    }

    private mutating func required(_ node: DefinitionNode, _ type: RecordType) -> [Condition] {
        node.items.compactMap { item in
            guard let name = scope.text(item, as: "a field"), let index = field(name, of: type, at: item) else {
                return nil
            }
            let meaning = type.fields[index].meaning
            return Condition(
                source: "has(\(variable(type)).\(name))",
                field: index,
                english: RulesMessages.Required.english(meaning.english),
                chinese: RulesMessages.Required.chinese(meaning.chinese),
                node: item
            )
        }
    }

    private mutating func codes(_ node: DefinitionNode, _ type: RecordType) -> [Condition] {
        node.pairs.compactMap { pair in
            guard let name = scope.text(pair.key, as: "a field"), let index = field(name, of: type, at: pair.key),
                let list = scope.text(pair.value, as: "a code list")
            else { return nil }
            let value = "{\(variable(type)).\(name)}"
            let meaning = type.fields[index].meaning
            return Condition(
                source: "inCodeList(\(variable(type)).\(name), \"\(list)\")",
                field: index,
                english: RulesMessages.Code.english(value, meaning.english),
                chinese: RulesMessages.Code.chinese(value, meaning.chinese),
                node: pair.value
            )
        }
    }

    private mutating func pattern(_ node: DefinitionNode, _ type: RecordType) -> [Condition] {
        node.pairs.compactMap { pair in
            guard let name = scope.text(pair.key, as: "a field"), let index = field(name, of: type, at: pair.key),
                let pattern = scope.text(pair.value, as: "a pattern")
            else { return nil }
            let value = "{\(variable(type)).\(name)}"
            let meaning = type.fields[index].meaning
            return Condition(
                source: "\(variable(type)).\(name).matches(\(Self.quoted(pattern)))",
                field: index,
                english: RulesMessages.Pattern.english(value, meaning.english),
                chinese: RulesMessages.Pattern.chinese(value, meaning.chinese),
                node: pair.value
            )
        }
    }

    /// `written: [fields]`: a field is written as it is read, without blanks around it or full-width characters.
    private mutating func written(_ node: DefinitionNode, _ type: RecordType) -> [Condition] {
        node.items.compactMap { item in
            guard let name = scope.text(item, as: "a field"), let index = field(name, of: type, at: item) else {
                return nil
            }
            let meaning = type.fields[index].meaning
            let value = type.fields[index].type == .date ? "\(type.name).\(name)" : "halfWidth(written.\(name)).trim()"
            return Condition(
                source: "!has(written.\(name))",
                field: index,
                english: RulesMessages.Written.english("{written.\(name)}", "{\(value)}", meaning.english),
                chinese: RulesMessages.Written.chinese("{written.\(name)}", "{\(value)}", meaning.chinese),
                fix: value,
                node: item
            )
        }
    }

    /// A text as a literal of the expression language.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            switch character {
            case "\\": quoted += "\\\\"
            case "\"": quoted += "\\\""
            case "\n": quoted += "\\n"
            default: quoted.append(character)
            }
        }
        return quoted + "\""
    }
}
