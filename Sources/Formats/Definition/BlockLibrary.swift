package import Records
internal import Synchronization

/// Blocks of mappings that several formats share, by family: `json.party` is the block `party` of `json.yaml`.
///
/// A family is parsed when its first block is asked for, so that a run pays for those of the formats that it meets.
package final class BlockLibrary: Sendable {
    private let files: [String: DefinitionFile]
    private let parsed = Mutex<[String: DefinitionNode]>([:])

    /// Makes a library.
    ///
    /// - Parameter files: the families, each named for its file.
    package init(_ files: [DefinitionFile]) {
        let named = files.map { file in
            let name = file.path.split(separator: "/").last ?? ""
            return (String(name.prefix { $0 != "." }), file)
        }
        self.files = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    /// The block with a name, or nothing.
    ///
    /// - Throws: where the family's file is not YAML.
    func block(named name: String) throws(DefinitionErrors) -> DefinitionNode? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return try family(parts[0])?[parts[1]]
    }

    /// The names of all blocks, for messages.
    var names: [String] {
        files.keys.sorted().flatMap { name in
            let root = (try? family(name)) ?? nil
            return root?.pairs.compactMap { $0.key.text.map { "\(name).\($0)" } } ?? []
        }
    }

    private func family(_ name: String) throws(DefinitionErrors) -> DefinitionNode? {
        if let known = parsed.withLock({ $0[name] }) { return known }
        guard let file = files[name] else { return nil }
        let root = try DefinitionNode.parse(file)
        parsed.withLock { $0[name] = root }
        return root
    }
}
