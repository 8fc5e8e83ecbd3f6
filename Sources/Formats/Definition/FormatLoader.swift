internal import Documents
package import Records

/// Compiles a format's YAML, checked against the vocabulary.
package struct FormatLoader {
    private let vocabulary: Vocabulary
    private let blocks: BlockLibrary
    private var scope = DefinitionScope()
    private var isTrusted = false

    private init(vocabulary: Vocabulary, blocks: BlockLibrary) {
        self.vocabulary = vocabulary
        self.blocks = blocks
    }

    /// Reads a format.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - vocabulary: the record types.
    ///   - blocks: what it may `use`.
    ///   - isTrusted: whether its paths are known to be right, so that they need not be looked at before they are used.
    /// - Returns: the format.
    /// - Throws: every fault of the file, each with its place.
    package static func load(
        _ file: DefinitionFile,
        vocabulary: Vocabulary,
        blocks: BlockLibrary,
        isTrusted: Bool = false
    ) throws(DefinitionErrors) -> Format {
        let root = try DefinitionNode.parse(file)
        var loader = FormatLoader(vocabulary: vocabulary, blocks: blocks)
        loader.isTrusted = isTrusted
        let format = loader.load(root)
        try loader.scope.check()
        guard let format else { throw DefinitionErrors([root.error("not a format")]) }
        return format
    }

    /// The mapping of a table; that of a format which was checked when the program was built waits until it is asked for.
    private mutating func table(_ root: DefinitionNode) -> Deferred<TableMapping> {
        if isTrusted {
            return Deferred { [vocabulary, blocks] in
                var loader = FormatLoader(vocabulary: vocabulary, blocks: blocks)
                return loader.loadTable(BlockExpander.expand(root, blocks, vocabulary, &loader.scope))
            }
        }
        let mapping = loadTable(BlockExpander.expand(root, blocks, vocabulary, &scope))
        return Deferred { mapping }
    }

    private static let keys = [
        "format", "title", "syntax", "namespaces", "detect", "kind", "header", "totals", "fillDown", "merged",
        "document", "records", "use", "keys", "unread", "quantity", "tests",
    ]

    private mutating func load(_ root: DefinitionNode) -> Format? {
        scope.check(root, allows: Self.keys, as: "a format")
        guard let name = scope.text("format", of: root, as: "a format"),
            let title = root["title"].flatMap({ scope.localized($0, as: "'title'") }),
            let syntaxNode = root["syntax"],
            let syntax = scope.choice(Format.Syntax.self, syntaxNode, as: "a syntax")
        else {
            scope.report("a format needs 'format', 'title' and 'syntax'", at: root)
            return nil
        }
        let namespaces = Namespaces(root["namespaces"], &scope)
        let mapping: Format.Mapping
        var kindPath: DefinitionNode?
        let kind = loadKind(root["kind"] ?? root, path: &kindPath)
        if syntax == .table {
            mapping = .table(table(root))
        } else {
            let recipe = TreeRecipe(
                parts: [TreeRecipe.Part(root: root, namespaces: namespaces)],
                kindPath: kindPath,
                vocabulary: vocabulary,
                blocks: blocks
            )
            if !isTrusted { _ = TreeBuilder.build(recipe, &scope) }
            mapping = .tree(DeferredTree(recipe))
        }
        return Format(
            name: name,
            title: title,
            syntax: syntax,
            detection: loadDetection(root["detect"], namespaces),
            kind: kind,
            mapping: mapping
        )
    }

    private mutating func loadKind(_ node: DefinitionNode, path: inout DefinitionNode?) -> Format.KindRule {
        if node.text != nil { return Format.KindRule(otherwise: kind(node), byCode: [:]) }
        scope.check(node, allows: ["by", "map", "else"], as: "'kind'")
        path = node["by"]
        var byCode: [String: Int] = [:]
        if let map = node["map"], map.text == "vocabulary" {
            for kind in vocabulary.kinds { byCode[kind.name.uppercased()] = kind.index }
        }
        for pair in node["map"]?.pairs ?? [] {
            if let code = pair.key.text { byCode[code.uppercased()] = kind(pair.value) }
        }
        return Format.KindRule(otherwise: node["else"].map { kind($0) } ?? 0, byCode: byCode)
    }

    private mutating func kind(_ node: DefinitionNode) -> Int {
        guard let name = scope.text(node, as: "a kind") else { return 0 }
        guard let kind = vocabulary.kind(named: name) else {
            scope.report(
                "there is no kind '\(name)'\(Suggestion.among(vocabulary.kinds.map(\.name), for: name))",
                at: node
            )
            return 0
        }
        return kind.index
    }

    private mutating func loadDetection(_ node: DefinitionNode?, _ namespaces: Namespaces) -> DetectionCriteria {
        var criteria = DetectionCriteria()
        guard let node else { return criteria }
        scope.check(node, allows: ["root", "attributes", "json", "csv", "text"], as: "'detect'")
        for root in node["root"]?.items ?? [] {
            guard let name = scope.text(root, as: "a root element") else { continue }
            let parts = name.split(separator: ":", maxSplits: 1)
            let prefix = parts.count == 2 ? String(parts[0]) : ""
            if parts.count == 2, !namespaces.has(prefix) {
                scope.report("the prefix '\(prefix)' is not among 'namespaces'", at: root)
            }
            for namespace in namespaces.all(of: prefix) {
                criteria.roots.append((namespace, String(parts.last ?? "")))
            }
        }
        for pair in node["attributes"]?.pairs ?? [] {
            guard let name = pair.key.text, let text = scope.text(pair.value, as: "a pattern") else { continue }
            criteria.attributes.append((name, text.split(separator: "|").map(String.init)))
        }
        if let json = node["json"] {
            scope.check(json, allows: ["requires", "prefers", "type", "fileName"], as: "'json'")
            let required = json["requires"].map { scope.texts($0, as: "a key") } ?? []
            criteria.requiredKeys = required.map { $0.split(separator: "|").map { NameTable.folded(String($0)) } }
            criteria.preferredKeys = (json["prefers"].map { scope.texts($0, as: "a key") } ?? []).map(NameTable.folded)
            if let type = json["type"] {
                scope.check(type, allows: ["key", "values"], as: "'type'")
                let keys = type["key"].map { scope.texts($0, as: "a key") } ?? []
                var values = type["values"].map { scope.texts($0, as: "a value") } ?? []
                if values == ["vocabulary"] { values = vocabulary.kinds.map(\.name) }
                criteria.typeKey = (keys.map(NameTable.folded), values.map(NameTable.folded))
            }
            criteria.fileNames = patterns(json["fileName"])
        }
        if let csv = node["csv"] {
            scope.check(
                csv,
                allows: ["requires", "named", "oneOf", "prefers", "labels", "fileName", "titles"],
                as: "'csv'"
            )
            criteria.requiredFields = csv["requires"].map { scope.texts($0, as: "a field") } ?? []
            criteria.namedFields = csv["named"].map { scope.texts($0, as: "a field") }
            criteria.alternativeFields = csv["oneOf"].map { scope.texts($0, as: "a field") } ?? []
            criteria.preferredFields = csv["prefers"].map { scope.texts($0, as: "a field") } ?? []
            criteria.labels = csv["labels"].map { scope.texts($0, as: "a field") } ?? []
            let names = patterns(csv["fileName"])
            criteria.fileNames = names.filter { !$0.hasPrefix("!") }
            criteria.otherNames = names.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
            let titles = csv["titles"].map { scope.texts($0, as: "a title") } ?? []
            criteria.titles = titles.map { FoldedText.bytes(of: $0) }
        }
        if let text = node["text"] {
            scope.check(text, allows: ["fileName", "folder"], as: "'text'")
            criteria.fileNames = patterns(text["fileName"])
            criteria.folders = patterns(text["folder"])
        }
        return criteria
    }

    private mutating func patterns(_ node: DefinitionNode?) -> [String] {
        guard let node, let text = scope.text(node, as: "a pattern") else { return [] }
        return text.split(separator: "|").map { $0.lowercased() }
    }
}

// MARK: - Tables

extension FormatLoader {
    private mutating func loadTable(_ root: DefinitionNode) -> TableMapping {
        var table = TableMapping()
        table.records = [RecordMapping(recordType: vocabulary.document.index)]
        if let rows = root["header"]?["rows"]?.text { table.headerRows = Int(rows) ?? 1 }
        if let labels = root["totals"]?["labels"] {
            table.totals = scope.texts(labels, as: "a label").map { FoldedText.bytes(of: $0) }
        }
        if let labels = root["totals"]?["carried"] {
            table.carried = scope.texts(labels, as: "a label").map { FoldedText.bytes(of: $0) }
        }
        for pair in root["document"]?.pairs ?? [] { loadTableHeader(pair, into: &table) }
        for pair in root["records"]?.pairs ?? [] {
            for item in pair.value.items { loadTableRecord(pair.key, item, into: &table) }
        }
        table.fieldNames = table.records.map { record in
            record.slots.map { vocabulary.recordTypes[record.recordType].fields[$0.field].name }
        }
        resolve(root, in: &table)
        table.columnsByName = Dictionary(grouping: table.columns.indices) { table.columns[$0].name }
        return table
    }

    private mutating func loadTableHeader(
        _ pair: (key: DefinitionNode, value: DefinitionNode),
        into table: inout TableMapping
    ) {
        guard let field = field(pair.key, of: vocabulary.document) else { return }
        let slot = table.records[0].slot(of: field)
        if pair.value.isMapping {
            scope.check(
                pair.value,
                allows: [
                    "columns", "labels", "companyLabels", "letterhead", "begins", "labelsBefore", "value", "unit",
                    "first", "format",
                ],
                as: "a mapping"
            )
            for word in pair.value["begins"].map({ scope.texts($0, as: "a word") }) ?? [] {
                table.labels.append(.init(name: FoldedText.bytes(of: word), slot: slot, isBeginning: true))
            }
            if let before = pair.value["labelsBefore"] {
                scope.check(before, allows: ["labels", "values"], as: "'labelsBefore'")
                let values = before["values"].map { scope.texts($0, as: "a value") } ?? []
                let beginnings = values.map { FoldedText.bytes(of: $0) }
                for label in before["labels"].map({ scope.texts($0, as: "a label") }) ?? [] {
                    table.labels.append(.init(name: FoldedText.bytes(of: label), slot: slot, beginnings: beginnings))
                }
            }
            if pair.value["letterhead"]?.text == "true" { table.letterheadSlot = slot }
            for label in pair.value["companyLabels"].map({ scope.texts($0, as: "a label") }) ?? [] {
                table.labels.append(.init(name: FoldedText.bytes(of: label), slot: slot, isOfCompany: true))
            }
            table.records[0].slots[slot].constant = pair.value["value"]?.text
            table.records[0].slots[slot].unit = pair.value["unit"]?.text
            table.records[0].slots[slot].isFirst = pair.value["first"]?.text == "true"
            for name in pair.value["columns"].map({ scope.texts($0, as: "a header") }) ?? [] {
                table.columns.append(.init(name: FoldedText.bytes(of: name), record: 0, slot: slot))
            }
            for label in pair.value["labels"].map({ scope.texts($0, as: "a label") }) ?? [] {
                table.labels.append(.init(name: FoldedText.bytes(of: label), slot: slot))
            }
        } else {
            for label in scope.texts(pair.value, as: "a label") {
                table.labels.append(.init(name: FoldedText.bytes(of: label), slot: slot))
            }
        }
    }

    private mutating func loadTableRecord(
        _ key: DefinitionNode,
        _ node: DefinitionNode,
        into table: inout TableMapping
    ) {
        guard let type = recordType(key) else { return }
        var record = RecordMapping(recordType: type.index)
        let index = table.records.count
        if let needed = node["oneOf"] {
            for name in scope.texts(needed, as: "a field") {
                guard let field = type.field(named: name) else {
                    let names = type.fields.map(\.name)
                    scope.report(
                        "'\(type.name)' has no field '\(name)'\(Suggestion.among(names, for: name))",
                        at: needed
                    )
                    continue
                }
                table.needs[index, default: []].append(record.slot(of: field))
            }
        }
        if let pairs = node["pairs"] { loadPairs(pairs, of: index, into: &table) }
        if let condition = node["where"] { loadCondition(condition, of: index, into: &table) }
        for pair in node.pairs where !["each", "oneOf", "pairs", "where"].contains(pair.key.text) {
            guard let field = field(pair.key, of: type) else { continue }
            let slot = record.slot(of: field)
            var names = pair.value
            if pair.value.isMapping {
                scope.check(
                    pair.value,
                    allows: ["columns", "unit", "unitColumn", "value", "format", "first", "range", "split"],
                    as: "a mapping"
                )
                if let separators = pair.value["split"], let text = scope.text(separators, as: "what parts the values")
                {
                    table.splits.append((index, slot, text))
                }
                if let range = pair.value["range"] {
                    let ends = range.items.compactMap { self.field($0, of: type) }
                    if ends.count == 2 {
                        table.ranges.append((index, slot, record.slot(of: ends[0]), record.slot(of: ends[1])))
                    } else {
                        scope.report("a range has two fields: where it begins, and where it ends", at: range)
                    }
                }
                record.slots[slot].unit = pair.value["unit"]?.text
                record.slots[slot].constant = pair.value["value"]?.text
                record.slots[slot].dateFormat = pair.value["format"]?.text
                record.slots[slot].isFirst = pair.value["first"]?.text == "true"
                for name in pair.value["unitColumn"].map({ scope.texts($0, as: "a header") }) ?? [] {
                    table.columns.append(
                        .init(name: FoldedText.bytes(of: name), record: index, slot: slot, isUnit: true)
                    )
                }
                guard let columns = pair.value["columns"] else { continue }
                names = columns
            }
            for name in scope.texts(names, as: "a header") {
                table.columns.append(.init(name: FoldedText.bytes(of: name), record: index, slot: slot))
            }
        }
        table.records.append(record)
    }

    private mutating func loadPairs(_ node: DefinitionNode, of record: Int, into table: inout TableMapping) {
        scope.check(node, allows: ["columns", "split"], as: "'pairs'")
        guard let columns = node["columns"], let separators = scope.text("split", of: node, as: "'pairs'") else {
            scope.report("'pairs' needs 'columns' and 'split'", at: node)
            return
        }
        for name in scope.texts(columns, as: "a header") {
            table.pairs.append((FoldedText.bytes(of: name), record, separators))
        }
    }

    private mutating func loadCondition(_ node: DefinitionNode, of record: Int, into table: inout TableMapping) {
        scope.check(node, allows: ["columns", "values"], as: "'where'")
        guard let columns = node["columns"], let values = node["values"] else {
            scope.report("'where' needs 'columns' and 'values'", at: node)
            return
        }
        let folded = scope.texts(values, as: "a value").map { FoldedText.bytes(of: $0) }
        for name in scope.texts(columns, as: "a header") {
            table.conditions.append((FoldedText.bytes(of: name), record, folded))
        }
    }

    /// What refers to fields by name: totals, fill-down and the required fields.
    private mutating func resolve(_ root: DefinitionNode, in table: inout TableMapping) {
        func slots(named name: String) -> [(record: Int, slot: Int)] {
            table.fieldNames.indices.dropFirst().flatMap { record in
                table.fieldNames[record].indices.filter { table.fieldNames[record][$0] == name }.map { (record, $0) }
            }
        }
        func slots(_ list: DefinitionNode?) -> [(record: Int, slot: Int)] {
            (list?.items ?? []).flatMap { node -> [(record: Int, slot: Int)] in
                guard let name = scope.text(node, as: "a field") else { return [] }
                if name == "pairs", !table.pairs.isEmpty { return [] }
                let found = slots(named: name)
                if found.isEmpty { scope.report("'\(name)' is not mapped", at: node) }
                return found
            }
        }
        table.fillDown = slots(root["fillDown"])
        table.merged = slots(root["merged"])
        table.keys = slots(root["detect"]?["csv"]?["requires"])
        let special = ["quantity": "totalQuantity", "amount": "totalAmount"]
        for record in table.records.indices.dropFirst() {
            for slot in table.records[record].slots.indices {
                let name = table.fieldNames[record][slot]
                guard let field = vocabulary.document.field(named: special[name] ?? name),
                    Self.totalled.contains(name)
                else { continue }
                table.totalSlots.append((record, slot, table.records[0].slot(of: field)))
            }
        }
        if let currency = vocabulary.document.field(named: "currency") {
            table.currencySlot = table.records[0].slot(of: currency)
        }
        table.fieldNames[0] = table.records[0].slots.map { vocabulary.document.fields[$0.field].name }
    }

    /// Columns of which a totals row states the sum.
    private static let totalled: Set<String> = [
        "quantity", "amount", "packages", "netWeight", "grossWeight", "volume",
    ]

    private mutating func recordType(_ node: DefinitionNode) -> RecordType? {
        guard let name = scope.text(node, as: "a record type") else { return nil }
        if let type = vocabulary.recordType(named: name) { return type }
        let names = vocabulary.recordTypes.map(\.name)
        scope.report("there is no record type '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }

    private mutating func field(_ node: DefinitionNode, of type: RecordType) -> Int? {
        guard let name = scope.text(node, as: "a field") else { return nil }
        if let field = type.field(named: name) { return field }
        let names = type.fields.map(\.name)
        scope.report("'\(type.name)' has no field '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }
}
