internal import Documents
internal import Formats
internal import Records
internal import Rules

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where packs come from: the program, or the user's files and folders.
///
/// Built-in packs that are files of `rules/packs` are recommended; one that is a folder there is on only where the
/// configuration or a document asks for it.
struct PackFiles {
    private static let folder = "rules/packs/"

    /// The built-in packs that are on unless the configuration names others.
    let recommended: [DefinitionFile]
    /// The other built-in packs, by name.
    let optional: [String: [DefinitionFile]]

    init() {
        var recommended: [DefinitionFile] = []
        var optional: [String: [DefinitionFile]] = [:]
        for file in BuiltIn.files(below: "packs/") {
            let parts = file.path.dropFirst(Self.folder.count).split(separator: "/")
            if parts.count == 1 {
                recommended.append(file)
            } else {
                optional[String(parts[0]), default: []].append(file)
            }
        }
        (self.recommended, self.optional) = (recommended, optional)
    }

    /// The names of all built-in packs.
    var names: [String] {
        recommended.map { String($0.path.dropFirst(Self.folder.count).dropLast(".yaml".count)) }
            + optional.keys.sorted() + Self.sets().keys.sorted()
    }

    /// The packs of each set of `rules/sets.yaml`, which is read only where a name is no pack's.
    static func sets() -> [String: [String]] {
        guard let file = BuiltIn.files(below: "sets.yaml").first, let root = try? DefinitionNode.parse(file) else {
            return [:]
        }
        let sets = (root["sets"]?.pairs ?? []).compactMap { pair in
            pair.key.text.map { ($0, pair.value["packs"]?.items.compactMap(\.text) ?? []) }
        }
        return Dictionary(sets) { first, _ in first }
    }

    /// The files of a pack, each list one pack: a name, or the path of a file or folder; nothing if it is not there.
    func named(_ name: String) -> [[DefinitionFile]]? {
        if name == "recommended" { return recommended.map { [$0] } }
        if let file = recommended.first(where: { $0.path == "\(Self.folder)\(name).yaml" }) { return [[file]] }
        if let files = optional[name] { return [files] }
        if let packs = Self.sets()[name] { return packs.compactMap { named($0) }.flatMap { $0 } }
        if let text = TextFile.read(name) { return [[DefinitionFile(path: name, text: text)]] }
        let files = Self.files(in: name)
        return files.isEmpty ? nil : [files]
    }

    /// The YAML files of a folder, by name.
    static func files(in folder: String) -> [DefinitionFile] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasSuffix(".yaml") || name.hasSuffix(".csv") { names.append(name) }
        }
        return names.sorted().compactMap { name in
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            return TextFile.read(path).map { DefinitionFile(path: path, text: $0) }
        }
    }

    /// A pack that is wanted.
    struct Wanted {
        /// Its rules and mappings.
        var files: [DefinitionFile]
        /// Its code lists.
        var codes: [DefinitionFile]
        /// The name of a pack that is on only for the documents that ask for it; nothing for one that is named.
        var asked: String?

        init(_ files: [DefinitionFile], asked: String?) {
            self.files = files.filter { !$0.path.hasSuffix(".csv") }
            codes = files.filter { $0.path.hasSuffix(".csv") }
            self.asked = asked
        }
    }

    /// The packs of a run.
    ///
    /// - Parameters:
    ///   - configuration: which packs are on, and which rules it changes: a document may ask for packs of those too.
    ///   - asked: packs that documents ask for.
    /// - Returns: the packs in their order.
    /// - Throws: a `UsageError` for a pack that is not there.
    func wanted(_ configuration: Configuration, asked: [String]) throws(UsageError) -> [Wanted] {
        let configured = configuration.packs.isEmpty ? ["recommended"] : configuration.packs
        let changed = optional.keys.filter { name in configuration.rules.keys.contains { $0.hasPrefix("\(name)/") } }
        let others = Set(asked + changed).sorted().filter { !configured.contains($0) }
        var wanted: [Wanted] = []
        for (name, isAsked) in configured.map({ ($0, false) }) + others.map({ ($0, true) }) {
            guard let found = named(name) else {
                throw UsageError(
                    message: "there is no pack '\(name)', neither built in nor as a file"
                        + Suggestion.among(names, for: name)
                )
            }
            wanted += found.map { Wanted($0, asked: isAsked ? name : nil) }
        }
        return wanted
    }

    // MARK: Mappings

    /// What the optional built-in packs add to formats, for whoever may read any field of the vocabulary.
    ///
    /// - Parameter packs: packs whose mappings are there already.
    /// - Returns: the files.
    func mappings(besides packs: [Wanted]) -> [DefinitionFile] {
        let known = Set(packs.flatMap(\.files).map(\.path))
        return optional.keys.sorted().flatMap { optional[$0] ?? [] }.filter { file in
            file.path.split(separator: "/").last?.hasPrefix("mapping-") == true && !known.contains(file.path)
        }
    }

    // MARK: Readiness

    /// The built-in pack that says what is expected of products.
    private static let readiness = "readiness"

    /// Whether files are those of the built-in pack that says what is expected of products.
    static func isReadiness(_ files: [DefinitionFile]) -> Bool {
        files.first?.path.hasPrefix("\(folder)\(readiness)/") ?? false
    }

    /// The pack that the matrix of readiness is drawn from, by name; nothing where it is on already.
    func readiness(unlessOn configuration: Configuration, asked: [String]) throws(UsageError) -> [String] {
        try wanted(configuration, asked: asked).contains { Self.isReadiness($0.files) } ? [] : [Self.readiness]
    }

    // MARK: What documents ask for

    /// How much of a file is looked at for the specification that it names.
    private static let lookedAt = 8 << 10

    /// The optional packs that some file asks for, beside those that are on.
    ///
    /// Only says that a pack may be needed: whether a document asks is decided when its header is read.
    func asked(by files: [FileWalk.File], beside configured: [String], _ vocabulary: Vocabulary) -> [String] {
        let wanted = optional.keys.sorted().filter { !configured.contains($0) }.compactMap {
            name -> (String, [[UInt8]])? in
            guard let file = optional[name]?.first(where: { $0.path.hasSuffix("/pack.yaml") }),
                let root = try? DefinitionNode.parse(file),
                let request = PackLoader.request(root, vocabulary)
            else { return nil }
            return (name, request.beginnings.map { Array($0.utf8) })
        }
        var left = wanted
        var found: [String] = []
        var start: [UInt8] = []
        for file in files where !left.isEmpty && !file.leadsOutside && file.path.lowercased().hasSuffix(".xml") {
            guard let source = try? SourceFile(path: file.path) else { continue }
            start.removeAll(keepingCapacity: true)
            guard (try? source.read(at: 0, count: Self.lookedAt, into: &start)) != nil else { continue }
            left.removeAll { name, beginnings in
                guard beginnings.contains(where: { start.span.holds($0) }) else { return false }
                found.append(name)
                return true
            }
        }
        return found.sorted()
    }
}

extension Span<UInt8> {
    /// Whether a text stands somewhere in it.
    fileprivate func holds(_ text: [UInt8]) -> Bool {
        guard let first = text.first, count >= text.count else { return false }
        for start in 0...(count - text.count) where self[start] == first {
            if text.indices.allSatisfy({ self[start + $0] == text[$0] }) { return true }
        }
        return false
    }
}
