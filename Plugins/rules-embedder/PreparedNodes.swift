import Yams

/// A YAML file as the text from which `DefinitionNode` is made without parsing YAML again.
///
/// Nodes in pre-order, each behind a line of its kind, line, column and size: `p` for a plain and `q` for another scalar,
/// whose bytes follow, `l` for a list and `m` for a mapping, whose items or keys and values follow.
enum PreparedNodes {
    static func text(of yaml: String) throws -> String {
        guard let root = try Yams.compose(yaml: yaml, .basic) else { return "" }
        var text = ""
        append(root, to: &text)
        return text
    }

    private static func append(_ node: Node, to text: inout String) {
        let place = "\(node.mark?.line ?? 1) \(node.mark?.column ?? 1)"
        switch node {
        case .scalar(let scalar):
            let kind = scalar.style == .plain || scalar.style == .any ? "p" : "q"
            text += "\(kind) \(place) \(scalar.string.utf8.count)\n\(scalar.string)\n"
        case .sequence(let sequence):
            text += "l \(place) \(sequence.count)\n"
            for item in sequence { append(item, to: &text) }
        case .mapping(let mapping):
            text += "m \(place) \(mapping.count)\n"
            for pair in mapping {
                append(pair.key, to: &text)
                append(pair.value, to: &text)
            }
        case .alias: preconditionFailure("the rules of the program have no aliases")
        }
    }
}
