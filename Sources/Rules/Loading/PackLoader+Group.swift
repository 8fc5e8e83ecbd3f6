internal import CEL
internal import Records

extension PackLoader {
    /// A collection as the pack writes it, before the rule's expressions are known.
    struct CollectionDraft {
        var name: String
        var type: RecordType
        var kinds: Set<Int>?
        var roles: Set<String>?
        var filter: Program?
        var key: [GroupRule.KeyPart]
    }

    /// The environment of `where` and `by`: the member's fields by their bare names.
    private func memberEnvironment(_ type: RecordType, _ settings: SettingsRecord) -> Environment {
        var member = context.memberEnvironments[type.index]
        member.tables = environment.tables
        member.declare(record: settings.shape)
        member.declare("settings", .record("settings"), isRunConstant: true)
        return member
    }

    /// The environment of a group rule's conditions and messages.
    func groupEnvironment(
        _ drafts: [CollectionDraft],
        keyNames: [String],
        judged: RecordType?,
        _ settings: SettingsRecord
    ) -> Environment {
        var environment = environment
        for draft in drafts { environment.declare(collection: draft.name, of: draft.type.name) }
        let types = keyNames.indices.map { part -> CELType in
            guard let program = drafts.first?.key[part].program else { return .dyn }
            if case .list(let element) = program.type { return element }
            return program.type
        }
        environment.declare(
            record: RecordShape(
                name: "key",
                fields: zip(keyNames, types).map { RecordShape.Field(name: $0, type: $1, mayBeAbsent: true) }
            )
        )
        environment.declare("key", .record("key"))
        environment.declare("it", judged.map { .record($0.name) } ?? .dyn)
        environment.declare("dossier", .record("dossier"), isRunConstant: false)
        environment.declare(record: settings.shape)
        environment.declare("settings", .record("settings"), isRunConstant: true)
        return environment
    }

    /// Compiles a rule over the records that share a key.
    mutating func groupRule(
        _ node: DefinitionNode,
        _ group: DefinitionNode,
        _ settings: SettingsRecord,
        _ what: String
    ) -> GroupRule? {
        scope.check(group, allows: ["within", "by", "members"], as: "'group'")
        let reach = group["within"].flatMap { scope.choice(GroupRule.Scope.self, $0, as: "a scope") } ?? .shipment
        let by = group["by"]?.items ?? []
        var drafts: [CollectionDraft] = []
        for pair in group["members"]?.pairs ?? [] {
            guard let draft = collection(pair, by, settings) else { continue }
            drafts.append(draft)
        }
        guard drafts.count == group["members"]?.pairs.count ?? 0 else { return nil }
        let keyNames = self.keyNames(by)
        var judged: Int?
        if let judge = node["judge"], let name = scope.text(judge, as: "a collection") {
            judged = drafts.firstIndex { $0.name == name }
            if judged == nil { scope.report("there is no collection '\(name)'", at: judge) }
        }
        let environment = groupEnvironment(
            drafts,
            keyNames: keyNames,
            judged: judged.map { drafts[$0].type },
            settings
        )
        guard let checkNode = node["check"], let check = program(checkNode, environment, expecting: .bool),
            let messageNode = node["message"], let message = message(messageNode, environment)
        else {
            if node["check"] == nil || node["message"] == nil {
                scope.report("\(what) needs 'check' and 'message'", at: node)
            }
            return nil
        }
        return makeGroup(
            reach,
            drafts,
            keyNames: keyNames,
            judged: judged,
            when: node["when"].flatMap { program($0, environment, expecting: .bool) },
            check: check,
            agreement: nil,
            message: message,
            at: places(node["at"], drafts),
            related: places(node["related"], drafts),
            fix: node["fix"].flatMap { groupFix($0, drafts, environment) }
        )
    }

    /// A key part is named for its field, also within functions: `each(documentNumbers(invoiceNumber))`.
    private func keyNames(_ by: [DefinitionNode]) -> [String] {
        by.enumerated().map { index, node in
            let text = node.text ?? ""
            let bare = text.hasPrefix("?") ? String(text.dropFirst()) : text
            let name = bare.split(separator: "(").last.map { String($0.prefix { $0 != ")" }) } ?? ""
            return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber } ? name : "part\(index + 1)"
        }
    }

    private mutating func collection(
        _ pair: (key: DefinitionNode, value: DefinitionNode),
        _ by: [DefinitionNode],
        _ settings: SettingsRecord
    ) -> CollectionDraft? {
        guard let name = scope.text(pair.key, as: "the name of a collection") else { return nil }
        scope.check(pair.value, allows: ["record", "in", "where", "by", "roles"], as: "collection '\(name)'")
        guard let recordNode = pair.value["record"], let type = recordType(recordNode) else {
            if pair.value["record"] == nil { scope.report("collection '\(name)' lacks 'record'", at: pair.value) }
            return nil
        }
        let environment = memberEnvironment(type, settings)
        let own = pair.value["by"]?.items ?? by
        let key = own.compactMap { keyPart($0, environment) }
        guard key.count == by.count || by.isEmpty else {
            if scope.errors.isEmpty {
                scope.report("its key has \(key.count) parts, the rule's has \(by.count)", at: pair.value)
            }
            return nil
        }
        return CollectionDraft(
            name: name,
            type: type,
            kinds: kinds(pair.value["in"]),
            roles: roles(pair.value["roles"], of: type),
            filter: pair.value["where"].flatMap { program($0, environment, expecting: .bool) },
            key: key
        )
    }

    private mutating func keyPart(_ node: DefinitionNode, _ environment: Environment) -> GroupRule.KeyPart? {
        guard var source = scope.text(node, as: "a key") else { return nil }
        var allowsAbsence = false
        var spread = GroupRule.KeyPart.Spread.value
        if source.hasPrefix("?") {
            allowsAbsence = true
            source.removeFirst()
        }
        for (prefix, kind) in [("each(", GroupRule.KeyPart.Spread.each), ("set(", .set)]
        where source.hasPrefix(prefix) && source.hasSuffix(")") {
            source = String(source.dropFirst(prefix.count).dropLast())
            spread = kind
        }
        guard let program = program(source, at: node, offset: 0, environment) else { return nil }
        return GroupRule.KeyPart(program: program, spread: spread, allowsAbsence: allowsAbsence)
    }

    /// `collection.field` or `collection`.
    mutating func places(_ node: DefinitionNode?, _ drafts: [CollectionDraft]) -> [GroupRule.Place] {
        (node?.items ?? []).compactMap { item in
            guard let text = scope.text(item, as: "a place") else { return nil }
            let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
            guard let collection = drafts.firstIndex(where: { $0.name == parts[0] }) else {
                scope.report(
                    "there is no collection '\(parts[0])'\(Suggestion.among(drafts.map(\.name), for: parts[0]))",
                    at: item
                )
                return nil
            }
            guard parts.count == 2 else { return GroupRule.Place(collection: collection, field: nil) }
            guard let field = field(parts[1], of: drafts[collection].type, at: item) else { return nil }
            return GroupRule.Place(collection: collection, field: field)
        }
    }

    /// The fields of a collection's members that a fix changes.
    private func mended(_ fix: RuleFix?, _ index: Int, _ draft: CollectionDraft) -> [Int] {
        guard let fix else { return [] }
        if case .nearestKey = fix.replacement { return Self.bareKey(draft).map { [$0] } ?? [] }
        guard case .place(let place) = fix.target, place.collection == index else { return [] }
        return place.field.map { [$0] } ?? []
    }

    /// Puts a group rule together: aggregates, and what is read of each collection, follow from its expressions.
    func makeGroup(
        _ reach: GroupRule.Scope,
        _ drafts: [CollectionDraft],
        keyNames: [String],
        judged: Int?,
        when: Program?,
        check: Program?,
        agreement: Agreement?,
        message: MessageTemplate?,
        at: [GroupRule.Place],
        related: [GroupRule.Place],
        fix: RuleFix? = nil
    ) -> GroupRule {
        let programs = GroupRule.programs(when: when, check: check, message: message, fix: fix)
        let collections = drafts.enumerated().map { index, draft -> GroupRule.Collection in
            let placed =
                (at + related).filter { $0.collection == index }.compactMap(\.field) + mended(fix, index, draft)
            let agreed =
                agreement.map { [$0.fields[index]] + ($0.per[index].map { [$0] } ?? []) + $0.identifiers[index] } ?? []
            // `where` and `by` name fields bare: their slots are the fields' indices.
            let bare = ((draft.filter.map { [$0] } ?? []) + draft.key.map(\.program))
                .flatMap(\.slots).filter { $0 < draft.type.fields.count }
            let memberPrograms = (draft.filter.map { [$0] } ?? []) + draft.key.map(\.program)
            return GroupRule.Collection(
                name: draft.name,
                recordType: draft.type.index,
                fieldCount: draft.type.fields.count,
                kinds: draft.kinds,
                roles: draft.roles,
                filter: draft.filter,
                key: draft.key,
                isWhole: judged == index || programs.contains { $0.wholeCollections.contains(index) },
                placed: Array(Set(placed + agreed)).sorted(),
                reads: ProgramReads(
                    programs: memberPrograms,
                    groupPrograms: programs,
                    record: draft.type,
                    at: placed + bare + agreed,
                    hasRoles: draft.roles != nil,
                    dossierSlot: -1
                )
            )
        }
        let dossier = GroupSlot.dossier(collections: drafts.count)
        var aggregates: [Aggregate] = []
        let slots = programs.map { program in
            program.aggregates.map { own -> Int in
                let known = aggregates.firstIndex { $0.collection == own.collection && $0.key == own.key }
                if known == nil { aggregates.append(own) }
                return known ?? aggregates.count - 1
            }
        }
        return GroupRule(
            scope: reach,
            collections: collections,
            keyNames: keyNames,
            judged: judged,
            when: when,
            check: check,
            agreement: agreement,
            message: message,
            at: at,
            related: related,
            fix: fix,
            readsDossier: programs.contains { $0.slots.contains(dossier) },
            aggregates: aggregates,
            aggregateSlots: slots,
            isByPart: drafts.allSatisfy { draft in
                guard draft.key.count == 1, let field = draft.key[0].bareSlot,
                    draft.type.fields.indices.contains(field)
                else { return false }
                return draft.type.fields[field].name == "partNumber"
            }
        )
    }
}
