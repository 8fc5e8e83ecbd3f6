internal import CEL

extension Vocabulary {
    /// Reads `vocabulary.yaml`.
    ///
    /// - Throws: every fault of the file, each with its place.
    package static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> Vocabulary {
        let root = try DefinitionNode.parse(file)
        var scope = DefinitionScope()
        scope.check(root, allows: ["issuers", "kinds", "records"], as: "the vocabulary")
        let issuers = loadIssuers(root["issuers"], &scope)
        let kinds = loadKinds(root["kinds"], issuers, &scope)
        let records = loadRecords(root["records"], &scope)
        guard let document = records.first(where: { $0.name == "document" }) else {
            scope.report("the vocabulary lacks the record type 'document'", at: root)
            throw DefinitionErrors(scope.errors)
        }
        try scope.check()
        return Vocabulary(kinds: kinds, recordTypes: records, document: document)
    }

    private static func loadIssuers(
        _ node: DefinitionNode?,
        _ scope: inout DefinitionScope
    ) -> [String: LocalizedText] {
        var issuers: [String: LocalizedText] = [:]
        for pair in node?.pairs ?? [] {
            guard let name = scope.text(pair.key, as: "the name of an issuer") else { continue }
            scope.check(pair.value, allows: ["en", "zh"], as: "issuer '\(name)'")
            issuers[name] = title(of: pair.value, as: "issuer '\(name)'", &scope)
        }
        return issuers
    }

    private static func loadKinds(
        _ node: DefinitionNode?,
        _ issuers: [String: LocalizedText],
        _ scope: inout DefinitionScope
    ) -> [Kind] {
        (node?.pairs ?? []).enumerated().compactMap { index, pair in
            guard let name = scope.text(pair.key, as: "the name of a kind") else { return nil }
            scope.check(pair.value, allows: ["en", "zh", "authority", "issuer"], as: "kind '\(name)'")
            guard let title = title(of: pair.value, as: "kind '\(name)'", &scope) else { return nil }
            let authority = pair.value["authority"].flatMap { scope.decimal($0, as: "'authority'") }
            let issuer = scope.text("issuer", of: pair.value, as: "kind '\(name)'") ?? ""
            guard let issuerTitle = issuers[issuer] else {
                let known = issuers.keys.sorted()
                scope.report("there is no issuer '\(issuer)'\(Suggestion.among(known, for: issuer))", at: pair.value)
                return nil
            }
            return Kind(
                index: index,
                name: name,
                title: title,
                authority: authority?.wholeNumber ?? 100,
                issuer: issuer,
                issuerTitle: issuerTitle
            )
        }
    }

    private static func title(
        of node: DefinitionNode,
        as what: String,
        _ scope: inout DefinitionScope
    ) -> LocalizedText? {
        guard let english = scope.text("en", of: node, as: what), let chinese = scope.text("zh", of: node, as: what)
        else { return nil }
        return LocalizedText(english: english, chinese: chinese)
    }

    private static func loadRecords(_ node: DefinitionNode?, _ scope: inout DefinitionScope) -> [RecordType] {
        let pairs = node?.pairs ?? []
        let header = pairs.first { $0.key.text == "document" }?.value["fields"]?.pairs.compactMap(\.key.text) ?? []
        return pairs.enumerated().compactMap { index, pair in
            guard let name = scope.text(pair.key, as: "the name of a record type") else { return nil }
            return loadRecord(name, at: index, pair.value, header: header, &scope)
        }
    }

    private static func loadRecord(
        _ name: String,
        at index: Int,
        _ node: DefinitionNode,
        header: [String],
        _ scope: inout DefinitionScope
    ) -> RecordType? {
        let what = "record type '\(name)'"
        scope.check(node, allows: ["en", "zh", "parent", "inherits", "fields", "classify"], as: what)
        guard let meaning = title(of: node, as: what, &scope) else { return nil }
        let inherits = node["inherits"].map { scope.texts($0, as: "a field's name") } ?? []
        for field in inherits where !header.contains(field) {
            scope.report(
                "\(what) inherits '\(field)', which the document does not have\(Suggestion.among(header, for: field))",
                at: node["inherits"] ?? node
            )
        }
        let names = node["fields"]?.pairs.compactMap(\.key.text) ?? []
        let fields = (node["fields"]?.pairs ?? []).compactMap { pair -> Field? in
            for key in ["rest", "dated"] {
                guard let value = pair.value[key], let other = value.text, !names.contains(other) else { continue }
                scope.report("\(what) has no field '\(other)'\(Suggestion.among(names, for: other))", at: value)
            }
            guard let field = scope.text(pair.key, as: "a field's name") else { return nil }
            return loadField(
                field,
                of: name,
                pair.value,
                inherited: inherits.contains(field) ? header.firstIndex(of: field) : nil,
                &scope
            )
        }
        return RecordType(
            index: index,
            name: name,
            meaning: meaning,
            parent: node["parent"]?.text,
            fields: fields,
            classifications: loadClassifications(node["classify"], of: name, fields, &scope)
        )
    }

    private static func loadField(
        _ name: String,
        of record: String,
        _ node: DefinitionNode,
        inherited: Int?,
        _ scope: inout DefinitionScope
    ) -> Field? {
        let what = "field '\(record).\(name)'"
        scope.check(node, allows: ["type", "unit", "money", "rest", "dated", "en", "zh", "list"], as: what)
        guard let typeName = scope.text("type", of: node, as: what), let meaning = title(of: node, as: what, &scope)
        else { return nil }
        guard let type = FieldType(named: typeName) else {
            let names = FieldType.names
            scope.report(
                "'\(typeName)' is no type: expected \(names.joined(separator: ", "))"
                    + Suggestion.among(names, for: typeName),
                at: node["type"] ?? node
            )
            return nil
        }
        return Field(
            name: name,
            type: type,
            defaultUnit: node["unit"]?.text,
            meaning: meaning,
            isMoney: node["money"]?.text == "true",
            rest: node["rest"]?.text,
            dated: node["dated"]?.text,
            inherited: inherited
        )
    }

    private static func loadClassifications(
        _ node: DefinitionNode?,
        of record: String,
        _ fields: [Field],
        _ scope: inout DefinitionScope
    ) -> [Classification] {
        (node?.pairs ?? []).compactMap { pair in
            let what = "classification of '\(record)'"
            scope.check(pair.value, allows: ["from", "default", "words"], as: what)
            let names = fields.map(\.name)
            guard let name = scope.text(pair.key, as: "a field's name"),
                let from = pair.value["from"].map({ scope.texts($0, as: "a field's name") }),
                let otherwise = scope.text("default", of: pair.value, as: what)
            else { return nil }
            guard let field = names.firstIndex(of: name) else {
                scope.report("'\(record)' has no field '\(name)'\(Suggestion.among(names, for: name))", at: pair.key)
                return nil
            }
            let sources = from.compactMap { name -> Int? in
                if let source = names.firstIndex(of: name) { return source }
                scope.report("'\(record)' has no field '\(name)'\(Suggestion.among(names, for: name))", at: pair.value)
                return nil
            }
            guard [.text, .code, .bool].contains(fields[field].type),
                sources.allSatisfy({ [.text, .code].contains(fields[$0].type) })
            else {
                scope.report("only text, code and yes or no can be told from the words of a text", at: pair.value)
                return nil
            }
            let words = (pair.value["words"]?.pairs ?? []).compactMap { entry -> (value: String, words: [String])? in
                guard let value = scope.text(entry.key, as: "a value") else { return nil }
                return (value, scope.texts(entry.value, as: "a word"))
            }
            return Classification(field: field, sources: sources, otherwise: otherwise, matcher: WordMatcher(words))
        }
    }
}
