internal import Formats

/// Tells which dossiers a change touches.
struct ChangeFilter {
    /// The files that changed, were added or were taken away, by absolute path.
    private let changed: Set<String>
    private let configuration: Configuration
    /// Whether something changed that every dossier depends on: the configuration, a pack, a table, the baseline.
    private let touchesAll: Bool

    init(_ changed: Set<String>, _ configuration: Configuration, baseline: String?) {
        self.changed = changed
        self.configuration = configuration
        let common = ([configuration.path, configuration.aliasTable, baseline].compactMap { $0 } + configuration.packs)
            .compactMap(FileWalk.resolved)
        // A pack may be a folder.
        touchesAll = common.contains { path in changed.contains { $0 == path || $0.hasPrefix(path + "/") } }
    }

    /// The files that have to be read: all, unless the configuration says by their paths which dossier they are in.
    func files(of walk: [FileWalk.File], below root: String) -> [FileWalk.File] {
        guard !touchesAll, !configuration.dossiers.isEmpty, let base = FileWalk.resolved(root) else { return walk }
        let shared = Set(walk.filter { file in configuration.shared.contains { file.matches($0) } }.map(\.path))
        if walk.contains(where: { shared.contains($0.path) && isChanged($0.diskPath) }) { return walk }
        let folders = walk.map { DossierSplit.folder(of: $0.inner, among: configuration.dossiers) }
        // What was taken away has only its path left.
        let inner = changed.filter { $0.hasPrefix(base + "/") }.map { String($0.dropFirst(base.count + 1)) }
        let touched = Set(inner.map { DossierSplit.folder(of: $0, among: configuration.dossiers) })
        return zip(walk, folders).filter { shared.contains($0.path) || touched.contains($1) }.map(\.0)
    }

    /// Whether a dossier is touched.
    ///
    /// - Parameters:
    ///   - folder: its path.
    ///   - members: its documents.
    ///   - others: the folders of all dossiers of the walk.
    /// - Returns: whether one of its documents changed, or a file that is in its folder and in no deeper dossier's.
    func touches(_ folder: String, _ members: [DocumentResult], among others: [String]) -> Bool {
        if touchesAll || members.contains(where: { isChanged($0.file.diskPath) }) { return true }
        guard let base = FileWalk.resolved(folder) else { return false }
        let deeper = others.filter { $0 != folder }.compactMap(FileWalk.resolved).filter { $0.hasPrefix(base + "/") }
        return changed.contains { path in
            path.hasPrefix(base + "/") && !deeper.contains { path.hasPrefix($0 + "/") }
        }
    }

    private func isChanged(_ path: String) -> Bool { FileWalk.resolved(path).map(changed.contains) ?? false }
}
