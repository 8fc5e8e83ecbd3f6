internal import Documents
internal import Records

/// Builds the trie of a tree format from its paths.
struct TreeBuilder {
    /// What was built so far.
    private var mapping = TreeMapping()

    private let vocabulary: Vocabulary
    private var namespaces: Namespaces
    /// Whether what is added extends a format that stands already.
    private var isExtension = false
    /// The records mapped so far, by type, with the nodes of their elements.
    private var places: [String: [(record: Int, starts: [(node: Int, guards: [Int])])]] = [:]
    private var knownPredicates: [PlacedPredicate: Int] = [:]
    /// How a quantity may be written that is no single value.
    private var quantity: QuantityKeys?

    /// A predicate of one node; paths that say the same share it.
    private struct PlacedPredicate: Hashable {
        var node: Int
        var predicate: Path.Predicate
    }

    private init(vocabulary: Vocabulary, namespaces: Namespaces) {
        self.vocabulary = vocabulary
        self.namespaces = namespaces
        mapping.records = [RecordMapping(recordType: vocabulary.document.index)]
    }

    /// Builds the trie of a format with its extensions; faults are reported.
    static func build(_ recipe: TreeRecipe, _ scope: inout DefinitionScope) -> TreeMapping {
        var builder = TreeBuilder(vocabulary: recipe.vocabulary, namespaces: recipe.parts[0].namespaces)
        for (index, part) in recipe.parts.enumerated() {
            builder.namespaces = part.namespaces
            builder.mapping.representatives += part.namespaces.representatives.map { (Array($0.utf8), Array($1.utf8)) }
            builder.isExtension = index > 0
            let root = BlockExpander.expand(part.root, recipe.blocks, recipe.vocabulary, &scope)
            builder.build(root, kindPath: index == 0 ? recipe.kindPath : nil, &scope)
        }
        builder.mapping.flatten()
        return builder.mapping
    }

    /// Adds all paths of a format or an extension.
    private mutating func build(_ root: DefinitionNode, kindPath: DefinitionNode?, _ scope: inout DefinitionScope) {
        if let keys = root["keys"], scope.text(keys, as: "'keys'") == "folded" { mapping.foldsNames = true }
        if let node = root["unread"] { mapping.unread = scope.choice(TreeMapping.Unread.self, node, as: "'unread'") }
        if let node = root["quantity"] { quantity = QuantityKeys(node, &scope) }
        let header = starts(of: root["document"], at: (0, []), &scope)
        for pair in root["document"]?.pairs ?? [] where pair.key.text != "within" {
            addField(pair.key, pair.value, to: 0, of: vocabulary.document, below: header, &scope)
        }
        if let kindPath {
            for (rank, node) in kindPath.items.enumerated() {
                addPath(node, .init(record: 0, slot: 0, rank: rank, mode: .kind, guards: []), below: (0, []), &scope)
            }
        }
        for pair in root["records"]?.pairs ?? [] {
            guard let name = scope.text(pair.key, as: "a record type") else { continue }
            guard let type = vocabulary.recordType(named: name) else {
                let names = vocabulary.recordTypes.map(\.name)
                scope.report("there is no record type '\(name)'\(Suggestion.among(names, for: name))", at: pair.key)
                continue
            }
            for item in pair.value.items { addRecord(type, item, &scope) }
        }
    }

    /// Further fields of the records of a type that are mapped already.
    private mutating func extend(_ type: RecordType, _ node: DefinitionNode, _ scope: inout DefinitionScope) {
        guard let known = places[type.name] else {
            scope.report("the format maps no '\(type.name)': say with 'each' what makes one", at: node)
            return
        }
        for place in known {
            for pair in node.pairs {
                addField(pair.key, pair.value, to: place.record, of: type, below: place.starts, &scope)
            }
        }
    }

    private mutating func addRecord(
        _ type: RecordType,
        _ node: DefinitionNode,
        _ scope: inout DefinitionScope
    ) {
        guard let each = node["each"] else {
            if isExtension {
                extend(type, node, &scope)
                return
            }
            scope.report("the record lacks 'each'", at: node)
            return
        }
        var parents: [(record: Int?, starts: [(node: Int, guards: [Int])])] = [(nil, [(0, [])])]
        if let parentNode = node["in"], let parent = scope.text(parentNode, as: "'in'") {
            guard let found = places[parent] else {
                scope.report("no record '\(parent)' is mapped above", at: parentNode)
                return
            }
            parents = found.map { ($0.record, $0.starts) }
        }
        var group: Int?
        if let node = node["exclusive"], scope.text(node, as: "'exclusive'") == "true" {
            group = mapping.groups
            mapping.groups += 1
        }
        for parent in parents {
            for (rank, eachNode) in each.items.enumerated() {
                // Each way to reach the element is a mapping of its own, since each node stands for one path.
                for start in parent.starts {
                    guard let place = step(into: eachNode, below: start, &scope) else { continue }
                    let index = mapping.records.count
                    var record = RecordMapping(recordType: type.index)
                    record.parent = parent.record
                    record.guards = place.guards
                    record.group = group.map { ($0, rank) }
                    record.isHolder = node["isRecord"]?.text == "false"
                    mapping.records.append(record)
                    mapping.nodes[place.node].records.append(index)
                    places[type.name, default: []].append((index, [(place.node, [])]))
                    let starts = starts(of: node, at: (place.node, []), &scope)
                    for pair in node.pairs where !Self.recordKeys.contains(pair.key.text ?? "") {
                        addField(pair.key, pair.value, to: index, of: type, below: starts, &scope)
                    }
                    for field in node["take"]?.items ?? [] { take(field, type, into: index, &scope) }
                }
            }
        }
    }

    private static let recordKeys = ["each", "in", "take", "within", "exclusive", "isRecord"]

    /// Where the fields of a record stand: in its element, or also in objects of it, such as `specifications`.
    private mutating func starts(
        of node: DefinitionNode?,
        at own: (node: Int, guards: [Int]),
        _ scope: inout DefinitionScope
    ) -> [(node: Int, guards: [Int])] {
        [own] + (node?["within"]?.items ?? []).compactMap { step(into: $0, below: own, &scope) }
    }

    /// A field that a nested record takes over from the record around it.
    private mutating func take(
        _ node: DefinitionNode,
        _ type: RecordType,
        into index: Int,
        _ scope: inout DefinitionScope
    ) {
        guard let name = scope.text(node, as: "a field"), let parent = mapping.records[index].parent else {
            scope.report("'take' needs 'in'", at: node)
            return
        }
        let parentType = vocabulary.recordTypes[mapping.records[parent].recordType]
        guard let field = type.field(named: name), let parentField = parentType.field(named: name) else {
            scope.report("'\(type.name)' and '\(parentType.name)' do not both have a field '\(name)'", at: node)
            return
        }
        let slot = mapping.records[index].slot(of: field)
        mapping.records[index].taken.append((slot, mapping.records[parent].slot(of: parentField)))
    }

    /// How far the ranks of one start stand from those of the next.
    private static let startRanks = 1000

    private static let fieldKeys = [
        "path", "paths", "unit", "first", "exists", "count", "sum", "distinct", "value", "format",
    ]

    private mutating func addField(
        _ key: DefinitionNode,
        _ node: DefinitionNode,
        to record: Int,
        of type: RecordType,
        below starts: [(node: Int, guards: [Int])],
        _ scope: inout DefinitionScope
    ) {
        guard let name = scope.text(key, as: "a field") else { return }
        guard let field = type.field(named: name) else {
            let names = type.fields.map(\.name)
            scope.report("'\(type.name)' has no field '\(name)'\(Suggestion.among(names, for: name))", at: key)
            return
        }
        if isExtension, mapping.records[record].maps(field) {
            scope.report("'\(name)' is mapped already", at: key)
            return
        }
        let slot = mapping.records[record].slot(of: field)
        var rank = 0
        for item in node.items {
            var paths = item
            var mode = TreeMapping.Capture.Mode.value
            if item.isMapping {
                scope.check(item, allows: Self.fieldKeys, as: "a mapping")
                if let constant = item["value"]?.text { mapping.records[record].slots[slot].constant = constant }
                if item["first"]?.text == "true" { mapping.records[record].slots[slot].isFirst = true }
                if let format = item["format"]?.text { mapping.records[record].slots[slot].dateFormat = format }
                if let found = item["path"] ?? item["paths"] {
                    paths = found
                } else if let found = item["exists"] {
                    (paths, mode) = (found, .exists)
                } else if let found = item["count"] {
                    (paths, mode) = (found, .count)
                } else if let found = item["sum"] {
                    (paths, mode) = (found, .sum)
                } else if let found = item["distinct"] {
                    (paths, mode) = (found, .distinct)
                    if ![.texts, .codes].contains(type.fields[field].type) {
                        scope.report("'distinct' needs a field that is a list", at: found)
                    }
                } else {
                    continue
                }
            }
            for path in paths.items {
                for (index, start) in starts.enumerated() {
                    let rank = rank + index * Self.startRanks
                    let capture = TreeMapping.Capture(record: record, slot: slot, rank: rank, mode: mode, guards: [])
                    addPath(path, capture, below: start, &scope)
                    for (rank, unit) in (item["unit"]?.items ?? []).enumerated() {
                        addUnit(unit, beside: path, capture, rank, below: start, &scope)
                    }
                    if mode == .value, type.fields[field].type == .quantity {
                        addQuantity(path, capture, below: start, &scope)
                    }
                }
                rank += 1
            }
        }
        mapping.records[record].slots[slot].alternatives = max(1, rank)
    }

    /// The other ways to write a quantity: `mass: {value: 4, unit: kg}` and `mass: 4, massUnit: kg`.
    private mutating func addQuantity(
        _ node: DefinitionNode,
        _ capture: TreeMapping.Capture,
        below start: (node: Int, guards: [Int]),
        _ scope: inout DefinitionScope
    ) {
        guard let quantity, let text = node.text, !text.utf8.contains(UInt8(ascii: "@")), !text.hasSuffix(".") else {
            return
        }
        var unit = capture
        unit.mode = .unit
        // What stands closest to the value says its unit best; an explicit `unit` has the ranks before.
        unit.rank = QuantityKeys.firstRank
        for key in quantity.suffixes { addPath(node.with(.scalar(text + key)), unit, below: start, &scope) }
        for key in quantity.values { addPath(node.with(.scalar("\(text)/\(key)")), capture, below: start, &scope) }
        for key in quantity.units { addPath(node.with(.scalar("\(text)/\(key)")), unit, below: start, &scope) }
    }

    /// The unit of a value: an attribute of its element, another element of the record, or a code.
    private mutating func addUnit(
        _ unit: DefinitionNode,
        beside path: DefinitionNode,
        _ capture: TreeMapping.Capture,
        _ rank: Int,
        below start: (node: Int, guards: [Int]),
        _ scope: inout DefinitionScope
    ) {
        guard let text = scope.text(unit, as: "a unit") else { return }
        if Self.isUnitCode(text) {
            mapping.records[capture.record].slots[capture.slot].unit = text
            return
        }
        var capture = capture
        capture.mode = .unit
        capture.rank = rank
        if text.hasPrefix("@"), let place = step(into: path, below: start, &scope, allowsAttribute: false) {
            capture.guards = place.guards
            addAttribute(String(text.dropFirst()), to: place.node, capture: capture)
        } else {
            addPath(unit, capture, below: start, &scope)
        }
    }

    /// Whether a unit is a code rather than a path.
    static func isUnitCode(_ text: String) -> Bool { text.allSatisfy { $0.isUppercase || $0.isNumber } }

    private mutating func addPath(
        _ node: DefinitionNode,
        _ capture: TreeMapping.Capture,
        below start: (node: Int, guards: [Int]),
        _ scope: inout DefinitionScope
    ) {
        guard let path = parse(node, &scope) else { return }
        var capture = capture
        guard let place = descend(path, below: start, node, &scope) else { return }
        capture.guards = place.guards
        if let attribute = path.attribute {
            addAttribute(attribute, to: place.node, capture: capture)
        } else if capture.mode == .exists || capture.mode == .count {
            mapping.nodes[place.node].presences.append(capture)
        } else {
            mapping.nodes[place.node].captures.append(capture)
        }
    }

    private mutating func addAttribute(_ name: String, to node: Int, capture: TreeMapping.Capture) {
        mapping.nodes[node].attributes[attribute(name, of: node)].captures.append(capture)
    }

    private mutating func attribute(_ name: String, of node: Int) -> Int {
        // An attribute without a prefix is in no namespace (Namespaces in XML 1.0 §6.2).
        let interned = intern(name, isAttribute: true)
        if let index = mapping.nodes[node].attributes.firstIndex(where: { $0.name == interned }) { return index }
        mapping.nodes[node].attributes.append((interned, [], []))
        return mapping.nodes[node].attributes.count - 1
    }

    private mutating func step(
        into node: DefinitionNode,
        below start: (node: Int, guards: [Int]),
        _ scope: inout DefinitionScope,
        allowsAttribute: Bool = false
    ) -> (node: Int, guards: [Int])? {
        guard let path = parse(node, &scope) else { return nil }
        if path.attribute != nil, !allowsAttribute {
            scope.report("expected the path of an element, not of an attribute", at: node)
            return nil
        }
        return descend(path, below: start, node, &scope)
    }

    private func parse(_ node: DefinitionNode, _ scope: inout DefinitionScope) -> Path? {
        guard let text = scope.text(node, as: "a path") else { return nil }
        do {
            return try Path.parse(text)
        } catch {
            scope.report(error.message, at: node, offset: error.offset)
            return nil
        }
    }

    /// The node of a path's last step, made where needed, and the predicates on the way.
    private mutating func descend(
        _ path: Path,
        below start: (node: Int, guards: [Int]),
        _ source: DefinitionNode,
        _ scope: inout DefinitionScope
    ) -> (node: Int, guards: [Int])? {
        var (node, guards) = start
        for step in path.steps {
            if let prefix = prefix(of: step.name), !namespaces.has(prefix) {
                scope.report("the prefix '\(prefix)' is not among 'namespaces'", at: source)
                return nil
            }
            // `.` is the element itself.
            if step.name != "." { node = child(step.name, of: node) }
            for predicate in step.predicates {
                let key = PlacedPredicate(node: node, predicate: predicate)
                if let known = knownPredicates[key] {
                    guards.append(known)
                    continue
                }
                let index = mapping.predicates.count
                mapping.predicates.append(.init(node: node))
                knownPredicates[key] = index
                mapping.nodes[node].judged.append(index)
                guards.append(index)
                guard let place = descend(predicate.path, below: (node, []), source, &scope) else { continue }
                let test = TreeMapping.Test(
                    predicate: index,
                    values: predicate.values.map { Array($0.utf8) },
                    isNegated: predicate.isNegated
                )
                if let attribute = predicate.path.attribute {
                    mapping.nodes[place.node].attributes[self.attribute(attribute, of: place.node)].tests.append(test)
                } else {
                    mapping.nodes[place.node].tests.append(test)
                }
            }
        }
        return (node, guards)
    }

    private func prefix(of name: String) -> String? {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return String(name[..<colon])
    }

    private mutating func child(_ name: String, of node: Int) -> Int {
        if name == "*" {
            if let known = mapping.nodes[node].anyChild { return known }
            mapping.nodes.append(.init())
            mapping.nodes[node].anyChild = mapping.nodes.count - 1
            return mapping.nodes.count - 1
        }
        let interned = intern(name, isAttribute: false)
        if let known = mapping.nodes[node].child(interned) { return known }
        mapping.nodes.append(.init())
        mapping.nodes[node].add(mapping.nodes.count - 1, named: interned)
        return mapping.nodes.count - 1
    }

    private mutating func intern(_ name: String, isAttribute: Bool) -> Name {
        if mapping.foldsNames { return mapping.names.intern(namespace: "", local: NameTable.folded(name)) }
        guard let prefix = prefix(of: name) else {
            return mapping.names.intern(namespace: isAttribute ? "" : namespaces.representative(of: ""), local: name)
        }
        return mapping.names.intern(
            namespace: namespaces.representative(of: prefix),
            local: String(name.dropFirst(prefix.count + 1))
        )
    }
}
