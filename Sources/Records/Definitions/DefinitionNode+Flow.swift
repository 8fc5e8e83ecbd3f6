extension DefinitionNode {
    /// The node on one line, as YAML writes it between braces.
    package var flow: String {
        switch content {
        case .scalar(let text): return isPlain ? text : Self.quoted(text)
        case .list(let items): return "[\(items.map(\.flow).joined(separator: ", "))]"
        case .mapping(let pairs):
            return "{\(pairs.map { "\($0.key.flow): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : "\($0)" }.joined() + "\""
    }
}
