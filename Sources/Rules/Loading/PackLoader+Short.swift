internal import CEL
internal import Records

extension PackLoader {
    /// What a rule expects to be there: the kind or class of `present`, or the fields that `required` names of goods.
    func expectation(_ node: DefinitionNode) -> Expectation? {
        if let present = node["present"], let name = present["kind"]?.text {
            guard let kind = context.vocabulary.kind(named: name)?.index else { return nil }
            return .document(kind: kind, classes: (present["class"]?.items ?? []).compactMap { $0.text?.uppercased() })
        }
        guard let required = node["required"], let type = node["each"]?.text.flatMap(context.vocabulary.recordType),
            ["product", "vehicle"].contains(type.name)
        else { return nil }
        return .fields(
            recordType: type.index,
            fields: required.items.compactMap { $0.text.flatMap { type.field(named: $0) } }
        )
    }

    /// The certificates of some classes, as a collection; what they are called in both languages.
    private mutating func certificates(_ node: DefinitionNode) -> (draft: CollectionDraft, title: LocalizedText)? {
        guard let type = context.vocabulary.recordType(named: "certificate") else { return nil }
        let known = context.codeLists["certificate-class"]
        let classes = scope.texts(node, as: "a class of certificates").map { $0.uppercased() }
        for name in classes where known?.rows[name] == nil {
            let names = known?.rows.keys.sorted() ?? []
            scope.report("there is no class of certificates '\(name)'\(Suggestion.among(names, for: name))", at: node)
        }
        var memberEnvironment = environment
        for field in type.fields { memberEnvironment.declare(field.name, field.type.expressionType) }
        let list = classes.map { "\"\($0)\"" }.joined(separator: ", ")
        let filter = program("class in [\(list)]", at: node, offset: 0, memberEnvironment, expecting: .bool)
        func titles(_ column: String) -> [String] { classes.map { known?.cell($0, column) ?? $0 } }
        return (
            CollectionDraft(name: "certificates", type: type, kinds: nil, roles: nil, filter: filter, key: []),
            LocalizedText(
                english: titles("name_en").joined(separator: " or "),
                chinese: titles("name_zh").joined(separator: "或")
            )
        )
    }

    /// `present: {kind, class, from}`: a document of a kind, or a certificate of a class, is there from a stage on.
    mutating func present(
        _ present: DefinitionNode,
        _ node: DefinitionNode,
        _ settings: SettingsRecord
    ) -> (form: Rule.Form, expansion: String?)? {
        scope.check(present, allows: ["kind", "class", "from"], as: "'present'")
        guard let name = scope.text("kind", of: present, as: "'present'"), let kind = kind(name, at: present) else {
            return nil
        }
        let certificates = present["class"].flatMap { self.certificates($0) }
        let title = certificates?.title ?? context.vocabulary.kinds[kind].title
        var condition = "true"
        if let from = present["from"], let stage = scope.text(from, as: "a stage") {
            if !Stages.names.contains(stage) {
                scope.report("there is no stage '\(stage)'\(Suggestion.among(Stages.names, for: stage))", at: from)
            }
            let later = Stages.from(stage).map { "\"\($0)\"" }.joined(separator: ", ")
            condition = "dossier.stage in [\(later)]"
        }
        let drafts = certificates.map { [$0.draft] } ?? []
        let environment = groupEnvironment(drafts, keyNames: [], judged: nil, settings)
        // A document of a kind that has no certificates of its own stands for itself.
        let isThere = "dossier.has(\"\(name)\")"
        let check =
            certificates == nil
            ? isThere : "certificates.count() > 0" + (name == "certificate" ? "" : " || \(isThere)")
        guard let checkProgram = program(check, at: present, offset: 0, environment, expecting: .bool) else {
            return nil
        }
        let own = node["when"].flatMap { program($0, environment, expecting: .bool) }
        let source = own.map { "(\($0.source)) && \(condition)" } ?? condition
        guard let when = program(source, at: present, offset: 0, environment, expecting: .bool) else { return nil }
        var message = node["message"].flatMap { self.message($0, environment) }
        if message == nil {
            message = MessageTemplate(
                english: [.text(RulesMessages.Present.english(title.english))],
                chinese: [.text(RulesMessages.Present.chinese(title.chinese))]
            )
        }
        let group = makeGroup(
            .dossier,
            drafts,
            keyNames: [],
            judged: nil,
            when: when,
            check: checkProgram,
            agreement: nil,
            message: message,
            at: [],
            related: []
        )
        return (.group(group), "group: {within: dossier}\nwhen: \(source)\ncheck: \(check)")
    }

    /// `unique: [fields]`: no two records share the fields.
    mutating func unique(
        _ unique: DefinitionNode,
        _ node: DefinitionNode,
        _ kinds: Set<Int>?,
        _ settings: SettingsRecord
    ) -> (form: Rule.Form, expansion: String?)? {
        guard let each = node["each"], let type = recordType(each) else {
            scope.report("'unique' needs 'each'", at: node)
            return nil
        }
        let names = scope.texts(unique, as: "a field")
        let fields = names.compactMap { name in
            field(name.hasPrefix("?") ? String(name.dropFirst()) : name, of: type, at: unique)
        }
        guard fields.count == names.count else { return nil }
        var memberEnvironment = environment
        for field in type.fields { memberEnvironment.declare(field.name, field.type.expressionType) }
        let key = zip(names, fields).compactMap { name, field -> GroupRule.KeyPart? in
            guard let program = program(type.fields[field].name, at: unique, offset: 0, memberEnvironment) else {
                return nil
            }
            let isList = type.fields[field].type == .texts || type.fields[field].type == .codes
            return GroupRule.KeyPart(
                program: program,
                spread: isList ? .set : .value,
                allowsAbsence: name.hasPrefix("?")
            )
        }
        let filter = node["where"].flatMap { program($0, memberEnvironment, expecting: .bool) }
        let draft = CollectionDraft(
            name: "members",
            type: type,
            kinds: kinds,
            roles: roles(node["roles"], of: type),
            filter: filter,
            key: key
        )
        let keyNames = fields.map { type.fields[$0].name }
        let environment = groupEnvironment([draft], keyNames: keyNames, judged: nil, settings)
        let check = "members.count() <= 1"
        guard let program = program(check, at: unique, offset: 0, environment, expecting: .bool) else { return nil }
        let present = zip(names, fields).first { !$0.0.hasPrefix("?") }?.1 ?? fields[0]
        let meaning = type.fields[present].meaning
        let template: MessageTemplate?
        if let own = node["message"] {
            template = message(own, environment)
        } else {
            guard let count = self.program("members.count()", at: unique, offset: 0, environment),
                let value = self.program("key.\(type.fields[present].name)", at: unique, offset: 0, environment)
            else { return nil }
            template = MessageTemplate(
                english: [
                    .text("\(meaning.english) "), .expression(value), .text(" stands "), .expression(count),
                    .text(" times"),
                ],
                chinese: [
                    .text("\(meaning.chinese) "), .expression(value), .text(" 出现 "), .expression(count), .text(" 次"),
                ]
            )
        }
        let reach = node["within"].flatMap { scope.choice(GroupRule.Scope.self, $0, as: "a scope") } ?? .document
        let group = makeGroup(
            reach,
            [draft],
            keyNames: keyNames,
            judged: nil,
            when: nil,
            check: program,
            agreement: nil,
            message: template,
            at: node["at"].map { places($0, [draft]) } ?? [GroupRule.Place(collection: 0, field: present)],
            related: []
        )
        let by = names.joined(separator: ", ")
        return (
            .group(group),
            "group: {within: \(reach.rawValue), by: [\(by)], members: {members: {record: \(type.name)}}}\ncheck: \(check)"
        )
    }

    /// The settings that a rule about agreement has, whether it names them or not.
    mutating func agreementSettings(_ agree: DefinitionNode) -> [(name: String, value: Value)] {
        let tolerance = agree["tolerance"].flatMap { scope.decimal($0, as: "'tolerance'") } ?? .zero
        let digits = agree["as"]?.text == Agreement.Comparison.hsCode.rawValue
        return [("tolerance", .decimal(tolerance))] + (digits ? [("digits", .decimal(Decimal(6)))] : [])
    }

    /// The fields of a header with numbers of the party that another field names: `sellerTaxId` of `sellerName`.
    private func identifiers(_ field: Int, of type: RecordType) -> [Int] {
        let name = type.fields[field].name
        guard type.name == "document", name.hasSuffix("Name") else { return [] }
        return ["Uscc", "TaxId", "Eori"].compactMap { type.field(named: name.dropLast("Name".count) + $0) }
    }

    /// `agree: {field, by, across, as, tolerance}`: the values of a field in several kinds of documents agree.
    mutating func agree(
        _ agree: DefinitionNode,
        _ node: DefinitionNode,
        _ settings: SettingsRecord
    ) -> (form: Rule.Form, expansion: String?)? {
        scope.check(
            agree,
            allows: ["field", "record", "by", "across", "as", "tolerance", "sum", "within", "roles", "where", "per"],
            as: "'agree'"
        )
        guard let fieldName = scope.text("field", of: agree, as: "'agree'"), let recordNode = agree["record"],
            let type = recordType(recordNode)
        else { return nil }
        var drafts: [CollectionDraft] = []
        var fields: [Int] = []
        var per: [Int?] = []
        let by = agree["by"]?.items ?? []
        for item in agree["across"]?.items ?? [] {
            var own = type
            var ownField = fieldName
            var kindName = item.text
            if item.isMapping {
                scope.check(item, allows: ["kind", "record", "field"], as: "an entry of 'across'")
                kindName = item["kind"]?.text
                if let record = item["record"], let other = recordType(record) { own = other }
                ownField = item["field"]?.text ?? fieldName
            }
            guard let kindName, let kind = kind(kindName, at: item), let index = field(ownField, of: own, at: item)
            else {
                return nil
            }
            var memberEnvironment = environment
            for field in own.fields { memberEnvironment.declare(field.name, field.type.expressionType) }
            let key = by.compactMap { part -> GroupRule.KeyPart? in
                guard let source = part.text, let program = program(source, at: part, offset: 0, memberEnvironment)
                else {
                    return nil
                }
                return GroupRule.KeyPart(program: program, spread: .value, allowsAbsence: false)
            }
            guard key.count == by.count else { return nil }
            per.append(agree["per"].flatMap { node in node.text.flatMap { field($0, of: own, at: node) } })
            drafts.append(
                CollectionDraft(
                    name: kindName.split(separator: "-").enumerated()
                        .map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined(),
                    type: own,
                    kinds: [kind],
                    roles: roles(agree["roles"], of: own),
                    filter: agree["where"].flatMap { program($0, memberEnvironment, expecting: .bool) },
                    key: key
                )
            )
            fields.append(index)
        }
        guard drafts.count >= 2 else {
            scope.report("'agree' needs at least two kinds in 'across'", at: agree)
            return nil
        }
        let comparison =
            agree["as"].flatMap { scope.choice(Agreement.Comparison.self, $0, as: "a comparison") } ?? .exact
        let agreement = Agreement(
            comparison: comparison,
            isSummed: agree["sum"]?.text == "true",
            fields: fields,
            per: per,
            identifiers: zip(drafts, fields).map { comparison == .name ? identifiers($1, of: $0.type) : [] },
            subject: type.fields[fields[0]].meaning
        )
        let keyNames = by.compactMap(\.text)
        let environment = groupEnvironment(drafts, keyNames: keyNames, judged: nil, settings)
        let when = node["when"].flatMap { program($0, environment, expecting: .bool) }
        let reach = agree["within"].flatMap { scope.choice(GroupRule.Scope.self, $0, as: "a scope") } ?? .shipment
        let group = makeGroup(
            reach,
            drafts,
            keyNames: keyNames,
            judged: nil,
            when: when,
            check: nil,
            agreement: agreement,
            message: nil,
            at: [],
            related: []
        )
        let members = drafts.map { "\($0.name): {record: \($0.type.name)}" }.joined(separator: ", ")
        return (
            .group(group),
            "group: {within: \(reach.rawValue), by: [\(keyNames.joined(separator: ", "))], members: {\(members)}}\n"
                + "check: the \(comparison.rawValue) values of '\(fieldName)' are equal"
        )
    }
}
