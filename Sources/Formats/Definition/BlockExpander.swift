internal import Records

/// Puts blocks where a format says `use: …`.
///
/// What the format says itself goes before its blocks, and an earlier block before a later one. `document` and the
/// records of a block are joined with the format's field by field; a field is taken whole. The block `vocabulary` has
/// every field of a record type, or every record type, under its own name. `{block: …, at: PATH}` reads a block's fields
/// below a path, or below several in order of preference.
struct BlockExpander {
    /// Where in a format a node stands.
    private enum Level: Equatable {
        case format
        case records
        case record(String)
        case other

        /// The level of a key's value.
        func below(_ key: String) -> Level {
            switch self {
            case .format: key == "document" ? .record(key) : key == "records" ? .records : .other
            case .records: .record(key)
            case .record, .other: .other
            }
        }
    }

    private static let depth = 16

    private let library: BlockLibrary
    private let vocabulary: Vocabulary

    private init(library: BlockLibrary, vocabulary: Vocabulary) {
        self.library = library
        self.vocabulary = vocabulary
    }

    /// A format with its blocks in place; faults are reported.
    static func expand(
        _ root: DefinitionNode,
        _ library: BlockLibrary,
        _ vocabulary: Vocabulary,
        _ scope: inout DefinitionScope
    ) -> DefinitionNode {
        BlockExpander(library: library, vocabulary: vocabulary).expand(root, .format, 0, &scope)
    }

    private func expand(
        _ node: DefinitionNode,
        _ level: Level,
        _ depth: Int,
        _ scope: inout DefinitionScope
    ) -> DefinitionNode {
        guard level != .other else { return node }
        guard depth < Self.depth else {
            scope.report("blocks use one another more than \(Self.depth) levels deep", at: node)
            return node
        }
        if case .list(let items) = node.content {
            // A block may be several mappings of one record type.
            return node.with(.list(items.flatMap { expand($0, level, depth, &scope).items }))
        }
        guard case .mapping(let pairs) = node.content else { return node }
        var own: [(key: DefinitionNode, value: DefinitionNode)] = []
        for pair in pairs where pair.key.text != "use" {
            own.append((pair.key, expand(pair.value, level.below(pair.key.text ?? ""), depth, &scope)))
        }
        for name in node["use"]?.items ?? [] {
            guard let block = block(name, level, depth, &scope) else { continue }
            if block.isList {
                if own.isEmpty { return block }
                scope.report("a block of several mappings stands alone in its mapping", at: name)
            } else {
                own = join(own, block.pairs, level)
            }
        }
        return node.with(.mapping(own))
    }

    private func block(
        _ node: DefinitionNode,
        _ level: Level,
        _ depth: Int,
        _ scope: inout DefinitionScope
    ) -> DefinitionNode? {
        if node.isMapping {
            scope.check(node, allows: ["block", "at"], as: "the use of a block")
            guard let name = node["block"], let at = node["at"], let block = block(name, level, depth, &scope) else {
                scope.report("the use of a block is its name or {block: …, at: …}", at: node)
                return nil
            }
            return BlockPrefix(paths: scope.texts(at, as: "a path")).applied(to: block)
        }
        guard let name = scope.text(node, as: "the name of a block") else { return nil }
        if name == "vocabulary" { return everything(node, level) }
        do throws(DefinitionErrors) {
            if let block = try library.block(named: name) { return expand(block, level, depth + 1, &scope) }
            scope.report("there is no block '\(name)'\(Suggestion.among(library.names, for: name))", at: node)
        } catch {
            scope.report(error)
        }
        return nil
    }

    private func join(
        _ own: [(key: DefinitionNode, value: DefinitionNode)],
        _ added: [(key: DefinitionNode, value: DefinitionNode)],
        _ level: Level
    ) -> [(key: DefinitionNode, value: DefinitionNode)] {
        var own = own
        var places: [String?: Int] = [:]
        for (place, pair) in own.enumerated() where places[pair.key.text] == nil { places[pair.key.text] = place }
        for pair in added {
            guard let place = places[pair.key.text] else {
                places[pair.key.text] = own.count
                own.append(pair)
                continue
            }
            let below = level.below(pair.key.text ?? "")
            if below != .other, own[place].value.isMapping, pair.value.isMapping {
                own[place].value = own[place].value.with(
                    .mapping(join(own[place].value.pairs, pair.value.pairs, below))
                )
            }
        }
        return own
    }

    // MARK: The vocabulary itself

    private func everything(_ node: DefinitionNode, _ level: Level) -> DefinitionNode {
        func scalar(_ text: String) -> DefinitionNode { node.with(.scalar(text)) }
        func fields(_ type: RecordType) -> [(key: DefinitionNode, value: DefinitionNode)] {
            type.fields.map { (scalar($0.name), scalar($0.name)) }
        }
        switch level {
        case .record(let name):
            return node.with(.mapping(vocabulary.recordType(named: name).map(fields) ?? []))
        case .records:
            let types = vocabulary.recordTypes.filter { $0.index != vocabulary.document.index }
            return node.with(
                .mapping(
                    types.map { type in
                        let alone = [(scalar("each"), scalar(type.name))] + fields(type)
                        guard let parent = type.parent else { return (scalar(type.name), node.with(.mapping(alone))) }
                        var nested = alone + [(scalar("in"), scalar(parent))]
                        let isNumbered = vocabulary.recordType(named: parent)?.field(named: "partNumber") != nil
                        if isNumbered, type.field(named: "partNumber") != nil {
                            nested.append((scalar("take"), scalar("partNumber")))
                        }
                        let both = [node.with(.mapping(alone)), node.with(.mapping(nested))]
                        return (scalar(type.name), node.with(.list(both)))
                    }
                )
            )
        case .format, .other: return node.with(.mapping([]))
        }
    }
}
