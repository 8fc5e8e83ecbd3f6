internal import CEL
internal import Records

extension PackLoader {
    private static let keys = ["safety", "value", "field"]

    /// `fix: {safety: safe, value: …, field: …}` of a rule over single records.
    mutating func recordFix(_ node: DefinitionNode, _ type: RecordType, _ environment: Environment) -> RuleFix? {
        scope.check(node, allows: Self.keys, as: "'fix'")
        guard let safety = safety(node), let value = value(node, environment) else { return nil }
        guard let fieldNode = node["field"], let name = scope.text(fieldNode, as: "a field") else {
            return RuleFix(safety: safety, replacement: .value(value), target: .blamed)
        }
        if name.hasSuffix("Unit"), let field = type.field(named: String(name.dropLast("Unit".count))),
            type.fields[field].type == .quantity
        {
            return RuleFix(safety: safety, replacement: .value(value), target: .unit(field))
        }
        guard let field = field(name, of: type, at: fieldNode) else { return nil }
        return RuleFix(safety: safety, replacement: .value(value), target: .field(field))
    }

    /// `fix: nearest`, or `fix: {safety: unsafe, value: …, field: packed.partNumber}`, of a rule over groups.
    mutating func groupFix(_ node: DefinitionNode, _ drafts: [CollectionDraft], _ environment: Environment) -> RuleFix?
    {
        if node.text == "nearest" {
            guard drafts.count > 1, drafts.allSatisfy({ Self.bareKey($0) != nil }) else {
                scope.report(
                    "'nearest' needs two collections or more with a field as their only key",
                    at: node
                )
                return nil
            }
            return RuleFix(safety: .unsafe, replacement: .nearestKey, target: .blamed)
        }
        scope.check(node, allows: Self.keys, as: "'fix'")
        guard let safety = safety(node), let value = value(node, environment) else { return nil }
        guard let fieldNode = node["field"] else {
            return RuleFix(safety: safety, replacement: .value(value), target: .blamed)
        }
        guard let place = places(fieldNode, drafts).first else { return nil }
        return RuleFix(safety: safety, replacement: .value(value), target: .place(place))
    }

    /// The field that is a collection's whole key, as an index.
    static func bareKey(_ draft: CollectionDraft) -> Int? {
        guard draft.key.count == 1, let field = draft.key[0].bareSlot, draft.type.fields.indices.contains(field),
            [.text, .code].contains(draft.type.fields[field].type)
        else { return nil }
        return field
    }

    private mutating func safety(_ node: DefinitionNode) -> RuleFix.Safety? {
        guard let safety = node["safety"] else {
            scope.report("'fix' lacks 'safety': safe where what is read stays the same, else unsafe", at: node)
            return nil
        }
        return scope.choice(RuleFix.Safety.self, safety, as: "a safety")
    }

    private mutating func value(_ node: DefinitionNode, _ environment: Environment) -> Program? {
        guard let value = node["value"] else {
            scope.report("'fix' lacks 'value', the text that shall stand there", at: node)
            return nil
        }
        guard let program = program(value, environment) else { return nil }
        guard [.string, .date, .dyn].contains(program.type) else {
            scope.report("the value of a fix is a text or a date, not \(program.type)", at: value)
            return nil
        }
        return program
    }
}

extension RuleFix {
    /// The fields of a record that must be placed for it, as indices.
    var fields: [Int] {
        switch target {
        case .field(let field), .unit(let field): [field]
        case .blamed, .place: []
        }
    }
}
