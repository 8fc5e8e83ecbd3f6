internal import Records

/// The paths below which a block's fields are read, in order of preference.
struct BlockPrefix {
    /// The paths.
    let paths: [String]

    /// The fields of a block with a path before each of theirs.
    func applied(to block: DefinitionNode) -> DefinitionNode {
        block.with(.mapping(block.pairs.map { pair in (pair.key, field(pair.value)) }))
    }

    private func field(_ node: DefinitionNode) -> DefinitionNode {
        switch node.content {
        case .scalar(let text): steps(text, node)
        case .list(let items): node.with(.list(items.flatMap { field($0).items }))
        case .mapping(let pairs):
            node.with(
                .mapping(
                    pairs.map { pair in
                        switch pair.key.text {
                        case "path", "paths", "exists", "count", "sum": (pair.key, field(pair.value))
                        case "unit": (pair.key, unit(pair.value))
                        default: pair
                        }
                    }
                )
            )
        }
    }

    /// A unit that is an attribute stands beside its value, and a code stands nowhere.
    private func unit(_ node: DefinitionNode) -> DefinitionNode {
        if case .list(let items) = node.content { return node.with(.list(items.flatMap { unit($0).items })) }
        guard let text = node.text, !text.hasPrefix("@"), !TreeBuilder.isUnitCode(text) else { return node }
        return steps(text, node)
    }

    private func steps(_ text: String, _ node: DefinitionNode) -> DefinitionNode {
        let steps = paths.map { node.with(.scalar(text == "." ? $0 : "\($0)/\(text)")) }
        return steps.count == 1 ? steps[0] : node.with(.list(steps))
    }
}
