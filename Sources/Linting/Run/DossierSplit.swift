internal import Dossiers
internal import Formats
internal import Records

/// Tells which files of a tree go together.
enum DossierSplit {
    /// Parts a tree of files into dossiers: folders that hold an invoice or an order of their own.
    ///
    /// A folder below another such folder belongs to that one, and folders whose documents name each other's, such as
    /// `orders/` and `invoices/`, are one dossier: the folder around them. Files outside of all belong to the whole.
    static func split(
        _ results: [DocumentResult],
        below root: String,
        _ context: RunContext
    ) -> [(String, [DocumentResult])] {
        if !context.configuration.dossiers.isEmpty {
            return split(results, below: root, context.configuration.dossiers)
        }
        let anchors: Set<String> = ["commercial-invoice", "proforma-invoice", "purchase-order"]
        var folders: Set<String> = []
        for result in results {
            guard let kind = result.header?.kind, anchors.contains(context.vocabulary.kinds[kind].name) else {
                continue
            }
            folders.insert(parent(of: result.file.path))
        }
        let tops = outermost(folders)
        guard tops.count > 1 else { return [(root, results)] }
        let merged = outermost(
            Set(
                linked(
                    tops,
                    results.compactMap { result in
                        guard let top = tops.first(where: { result.file.path.hasPrefix($0 + "/") }) else { return nil }
                        return result.facts(context).map { (top, $0) }
                    }
                )
            )
        )
        guard merged.count > 1 else { return [(root, results)] }
        var dossiers = merged.map { top in (top, results.filter { $0.file.path.hasPrefix(top + "/") }) }
        let rest = results.filter { result in !merged.contains { result.file.path.hasPrefix($0 + "/") } }
        if !rest.isEmpty { dossiers.append((root, rest)) }
        return dossiers
    }

    /// Parts files by patterns of folders; those in none of them belong to the whole.
    private static func split(
        _ results: [DocumentResult],
        below root: String,
        _ patterns: [String]
    ) -> [(String, [DocumentResult])] {
        var folders: [String: [DocumentResult]] = [:]
        var rest: [DocumentResult] = []
        for result in results {
            let folder = folder(of: result.file.inner, among: patterns)
            if folder.isEmpty { rest.append(result) } else { folders["\(root)/\(folder)", default: []].append(result) }
        }
        return folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + (rest.isEmpty ? [] : [(root, rest)])
    }

    /// The folder of the dossier that a file is in, by patterns of folders; empty for the whole.
    static func folder(of inner: String, among patterns: [String]) -> String {
        var folder = parent(of: inner)
        while !folder.isEmpty, !patterns.contains(where: { Glob.matches(folder, $0) }) { folder = parent(of: folder) }
        return folder
    }

    private static func parent(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    private static func outermost(_ folders: Set<String>) -> [String] {
        folders.filter { folder in !folders.contains { $0 != folder && folder.hasPrefix($0 + "/") } }.sorted()
    }

    /// Folders, with those whose documents name each other's replaced by the folder around them.
    private static func linked(_ folders: [String], _ facts: [(folder: String, facts: DocumentFacts)]) -> [String] {
        var holders: [DocumentReference: Set<String>] = [:]
        for (folder, document) in facts {
            guard let number = document.number else { continue }
            holders[DocumentReference(kind: document.kind, number: number), default: []].insert(folder)
        }
        var groups = folders.map { Set([$0]) }
        for (folder, document) in facts {
            for reference in document.references {
                // A number that stands in several folders tells nothing, nor does one that the folder has itself.
                guard let holder = holders[reference], holder.count == 1, let other = holder.first, other != folder,
                    let first = groups.firstIndex(where: { $0.contains(folder) }),
                    let second = groups.firstIndex(where: { $0.contains(other) }), first != second
                else { continue }
                groups[min(first, second)].formUnion(groups[max(first, second)])
                groups.remove(at: max(first, second))
            }
        }
        return groups.map { group in
            guard group.count > 1, var common = group.first else { return group.first ?? "" }
            while !group.allSatisfy({ $0 == common || $0.hasPrefix(common + "/") }) { common = parent(of: common) }
            return common
        }
    }
}
