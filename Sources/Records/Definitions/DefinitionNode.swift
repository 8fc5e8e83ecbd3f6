internal import Yams

/// One node of a definition file: a scalar, a list or a mapping, with its place.
///
/// Scalars are text until the schema says otherwise, so `NO` is Norway and `1.10` keeps its zero.
package struct DefinitionNode: Sendable {
    /// What a node holds.
    package enum Content: Sendable {
        /// A scalar: its text, unquoted.
        case scalar(String)
        /// A list.
        case list([DefinitionNode])
        /// A mapping, in the order of the file; keys are nodes so that they keep their places.
        case mapping([(key: DefinitionNode, value: DefinitionNode)])
    }

    /// The file in which the node stands.
    package let file: DefinitionFile
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in characters.
    package let column: Int
    /// What the node holds.
    package let content: Content
    /// Whether a scalar was written without quotes on one line, so that offsets in it are columns of the file.
    package let isPlain: Bool

    /// Reads a file into nodes.
    ///
    /// - Returns: the root; an empty mapping for an empty file.
    /// - Throws: `DefinitionErrors` with the one place at which the text is not YAML.
    package static func parse(_ file: DefinitionFile) throws(DefinitionErrors) -> DefinitionNode {
        if let prepared = file.prepared {
            var nodes = PreparedNodes(prepared, in: file)
            return nodes.root()
        }
        do {
            guard let root = try Yams.compose(yaml: file.text, .basic) else {
                return DefinitionNode(file: file, line: 1, column: 1, content: .mapping([]), isPlain: false)
            }
            return try convert(root, in: file, depth: 0)
        } catch let error as DefinitionErrors {
            throw error
        } catch let error as YamlError {
            throw DefinitionErrors([describe(error, in: file)])
        } catch {
            throw DefinitionErrors([DefinitionError(file: file, line: 1, column: 1, message: "\(error)")])
        }
    }

    private static func convert(_ node: Node, in file: DefinitionFile, depth: Int) throws -> DefinitionNode {
        let mark = node.mark
        let line = mark?.line ?? 1
        let column = mark?.column ?? 1
        guard depth < 64 else {
            throw DefinitionErrors([
                DefinitionError(file: file, line: line, column: column, message: "nested deeper than 64 levels")
            ])
        }
        switch node {
        case .scalar(let scalar):
            return DefinitionNode(
                file: file,
                line: line,
                column: column,
                content: .scalar(scalar.string),
                isPlain: scalar.style == .plain || scalar.style == .any
            )
        case .sequence(let sequence):
            return DefinitionNode(
                file: file,
                line: line,
                column: column,
                content: .list(try sequence.map { try convert($0, in: file, depth: depth + 1) }),
                isPlain: false
            )
        case .mapping(let mapping):
            let pairs = try mapping.map { pair in
                (
                    key: try convert(pair.key, in: file, depth: depth + 1),
                    value: try convert(pair.value, in: file, depth: depth + 1)
                )
            }
            return DefinitionNode(file: file, line: line, column: column, content: .mapping(pairs), isPlain: false)
        case .alias:
            throw DefinitionErrors([
                DefinitionError(file: file, line: line, column: column, message: "aliases are not supported")
            ])
        }
    }

    private static func describe(_ error: YamlError, in file: DefinitionFile) -> DefinitionError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            DefinitionError(file: file, line: mark.line, column: mark.column, message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, _):
            DefinitionError(
                file: file,
                line: 1,
                column: 1,
                message: "a key stands twice in one mapping: \(duplicates.map { "\($0)" }.joined(separator: ", "))"
            )
        default:
            DefinitionError(file: file, line: 1, column: 1, message: "not YAML: \(error)")
        }
    }
}

extension DefinitionNode {
    /// The text of a scalar, else nothing.
    package var text: String? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// The items of a list; a node that is no list counts as its only item.
    package var items: [DefinitionNode] {
        guard case .list(let items) = content else { return [self] }
        return items
    }

    /// The pairs of a mapping; none if it is not one.
    package var pairs: [(key: DefinitionNode, value: DefinitionNode)] {
        guard case .mapping(let pairs) = content else { return [] }
        return pairs
    }

    /// Whether the node is a mapping.
    package var isMapping: Bool {
        guard case .mapping = content else { return false }
        return true
    }

    /// Whether the node is a list.
    package var isList: Bool {
        guard case .list = content else { return false }
        return true
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> DefinitionNode? {
        pairs.first { $0.key.text == key }?.value
    }

    /// Another content at the same place.
    package func with(_ content: Content) -> DefinitionNode {
        DefinitionNode(file: file, line: line, column: column, content: content, isPlain: isPlain)
    }

    /// An error at this node.
    ///
    /// - Parameters:
    ///   - message: what is wrong.
    ///   - offset: how many characters into a plain scalar; ignored for others.
    /// - Returns: the error.
    package func error(_ message: String, offset: Int = 0) -> DefinitionError {
        DefinitionError(file: file, line: line, column: column + (isPlain ? offset : 0), message: message)
    }
}
