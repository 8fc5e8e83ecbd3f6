package import CEL
internal import Dossiers
internal import Formats
internal import Records
internal import Rules

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Checks dossiers: files are read in parallel, then each dossier is judged.
package enum Checker {
    /// Checks what a user asks for.
    ///
    /// - Throws: `UsageError` or `DefinitionErrors` where the run cannot be done.
    package static func check(_ request: CheckRequest) async throws -> Report {
        guard let first = request.paths.first else { throw UsageError(message: "no path to check was given") }
        var configuration = try loadConfiguration(request.configurationPath, above: first)
        if let stage = request.stage { configuration.stage = stage }
        if !request.markets.isEmpty { configuration.markets = request.markets }
        if !request.packs.isEmpty { configuration.packs = request.packs }
        let asOf = request.asOf ?? today()
        let context = try makeContext(configuration, asOf: asOf)
        var dossiers: [Report.Dossier] = []
        for path in request.paths {
            let files = try FileWalk.files(at: path, ignore: configuration.ignore)
            let results = await read(files, context, request)
            let shared = Set(
                results.filter { result in
                    configuration.shared.contains { Glob.matches(result.file.inner, $0) }
                }.map(\.document)
            )
            var isFirst = true
            for (folder, own) in split(results.filter { !shared.contains($0.document) }, below: path, context) {
                let members = results.filter { shared.contains($0.document) } + own
                // What is wrong in a shared document itself is told once.
                var run = DossierRun(context: context, path: folder, results: members, told: isFirst ? [] : shared)
                isFirst = false
                dossiers.append(run.finish())
            }
        }
        guard dossiers.contains(where: { $0.documents.contains { $0.format != nil } || !$0.findings.isEmpty }) else {
            throw UsageError(
                message: "\(request.paths.joined(separator: ", ")): no document is recognised; "
                    + "'shiplint inspect FILE' shows what is seen of a file"
            )
        }
        return Report(dossiers: dossiers, asOf: asOf, ruleCount: context.rules.count, configuration: configuration)
    }

    /// Loads everything that does not depend on the files.
    package static func makeContext(_ configuration: Configuration, asOf: CalendarDate) throws -> RunContext {
        let set = try RuleSet.load(packs: configuration.packs, asOf: asOf)
        for name in configuration.rules.keys.sorted()
        where !set.rules.contains(where: { $0.name == name || $0.aliases.contains(name) }) {
            throw UsageError(
                message: "the configuration names a rule '\(name)' that is not there"
                    + Suggestion.among(set.rules.map(\.name), for: name)
            )
        }
        let active = set.rules.compactMap { rule -> RunContext.ActiveRule? in
            let change =
                configuration.rules[rule.name] ?? rule.aliases.lazy.compactMap { configuration.rules[$0] }.first
            if change?.isOff == true { return nil }
            guard concerns(rule.basis, configuration) else { return nil }
            return RunContext.ActiveRule(
                rule: rule,
                settings: change.map { rule.settings.replacing($0.settings) } ?? rule.settings,
                severity: change?.severity
            )
        }
        return try RunContext(
            vocabulary: set.vocabulary,
            formats: try loadFormats(),
            units: set.units,
            codeLists: set.codeLists,
            rules: active,
            asOf: asOf,
            configuration: configuration
        )
    }

    /// A rule of certain markets or categories is on only where the goods go there or are such.
    private static func concerns(_ basis: Basis, _ configuration: Configuration) -> Bool {
        let isMarket = basis.markets.isEmpty || basis.markets.contains(where: configuration.markets.contains)
        let isCategory = basis.categories.isEmpty || basis.categories.contains(where: configuration.categories.contains)
        return isMarket && isCategory
    }

    static func loadFormats() throws(DefinitionErrors) -> [Format] { try builtInFormats.get() }

    /// Parsed once a process.
    private static let builtInFormats: Result<[Format], DefinitionErrors> = {
        do throws(DefinitionErrors) {
            let vocabulary = try BuiltIn.vocabulary()
            var formats: [Format] = []
            for file in BuiltIn.files(below: "formats/") {
                formats.append(try FormatLoader.load(file, vocabulary: vocabulary))
            }
            return .success(formats)
        } catch {
            return .failure(error)
        }
    }()

    private static func today() -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int32(clamping: time(nil) / 86_400))
    }

    // MARK: Configuration

    static func loadConfiguration(_ path: String?, above first: String) throws -> Configuration {
        if let path {
            guard let text = TextFile.read(path) else { throw UsageError(message: "\(path): cannot be read") }
            return try Configuration.load(DefinitionFile(path: path, text: text))
        }
        var folder = first
        for _ in 0..<32 {
            let candidate = folder.isEmpty ? "shiplint.yaml" : "\(folder)/shiplint.yaml"
            if let text = TextFile.read(candidate) {
                return try Configuration.load(DefinitionFile(path: candidate, text: text))
            }
            guard let slash = folder.lastIndex(of: "/") else {
                if folder.isEmpty { break }
                folder = ""
                continue
            }
            folder = String(folder[..<slash])
        }
        return Configuration()
    }

    // MARK: Reading

    /// Reads files, as many at a time as there are jobs; results stand in the order of the files.
    private static func read(_ files: [FileWalk.File], _ context: RunContext, _ request: CheckRequest) async
        -> [DocumentResult]
    {
        let width = request.jobs > 0 ? request.jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return await withTaskGroup(of: DocumentResult.self) { group in
            var next = 0
            var results: [DocumentResult?] = Array(repeating: nil, count: files.count)
            func start() {
                guard next < files.count else { return }
                let (file, document) = (files[next], next)
                next += 1
                group.addTask { DocumentResult.read(file, document: document, context, sizes: request.sizes) }
            }
            for _ in 0..<width { start() }
            while let result = await group.next() {
                results[result.document] = result
                start()
            }
            return results.compactMap { $0 }
        }
    }

    /// Parts a tree of files into dossiers: folders that hold an invoice or an order of their own.
    ///
    /// A folder below another such folder belongs to that one, and folders whose documents name each other's, such as
    /// `orders/` and `invoices/`, are one dossier: the folder around them. Files outside of all belong to the whole.
    private static func split(
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
            var folder = parent(of: result.file.inner)
            while !folder.isEmpty, !patterns.contains(where: { Glob.matches(folder, $0) }) {
                folder = parent(of: folder)
            }
            if folder.isEmpty { rest.append(result) } else { folders["\(root)/\(folder)", default: []].append(result) }
        }
        return folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + (rest.isEmpty ? [] : [(root, rest)])
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
