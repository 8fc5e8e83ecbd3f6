internal import Documents

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What `.gitignore` and `.shiplintignore` leave out, as gitignore(5) says: the last pattern that matches decides, and a
/// file in a deeper folder comes after those above it.
///
/// `.shiplintignore` comes after the `.gitignore` beside it, so that it may take files back in.
struct IgnoreRules {
    /// One line of such a file.
    private struct Pattern {
        /// The folder of the file, by the names below the topmost one.
        var base: [String]
        /// Names with wildcards; `**` stands for any number of folders.
        var parts: [String]
        var isNegated: Bool
        var isFolderOnly: Bool
    }

    private static let names = [".gitignore", ".shiplintignore"]

    /// The names of the folders between the topmost one that holds such files and the one that is walked.
    private let prefix: [String]
    private var patterns: [Pattern] = []

    /// Finds the files above a folder, up to the one that holds a repository; without a repository, none.
    init(above folder: String) {
        var above: [(folder: String, names: [String])] = []
        var current = folder
        var below: [String] = []
        while !Self.exists("\(current)/.git") {
            guard let slash = current.lastIndex(of: "/"), current != "/" else {
                prefix = []
                return
            }
            below.insert(String(current[current.index(after: slash)...]), at: 0)
            current = slash == current.startIndex ? "/" : String(current[..<slash])
            above.insert((current, below), at: 0)
        }
        prefix = below
        for (depth, entry) in above.enumerated() where depth < below.count {
            read(in: entry.folder, base: Array(below.prefix(depth)))
        }
    }

    /// Takes the files of a folder that is visited.
    ///
    /// - Parameters:
    ///   - folder: its path.
    ///   - inner: its path within what is walked; empty for that itself.
    /// - Returns: how many patterns there were before, for `leave`.
    mutating func enter(_ folder: String, inner: String) -> Int {
        let before = patterns.count
        read(in: folder, base: prefix + inner.split(separator: "/").map(String.init))
        return before
    }

    /// Forgets what a folder added.
    mutating func leave(_ before: Int) { patterns.removeSubrange(before...) }

    /// Whether a file or folder is left out.
    func leavesOut(_ inner: String, isFolder: Bool) -> Bool {
        guard !patterns.isEmpty else { return false }
        let path = prefix + inner.split(separator: "/").map(String.init)
        for pattern in patterns.reversed() where isFolder || !pattern.isFolderOnly {
            guard path.starts(with: pattern.base) else { continue }
            if Self.matches(path[pattern.base.count...], pattern.parts[...]) { return !pattern.isNegated }
        }
        return false
    }

    // MARK: Reading

    private mutating func read(in folder: String, base: [String]) {
        for name in Self.names {
            guard let source = try? SourceFile(path: "\(folder)/\(name)"), source.size <= 1 << 20,
                let text = source.text()
            else { continue }
            for line in text.split(whereSeparator: \.isNewline) {
                if let pattern = Self.pattern(line, base: base) { patterns.append(pattern) }
            }
        }
    }

    private static func pattern(_ line: Substring, base: [String]) -> Pattern? {
        var line = line
        while line.hasSuffix(" "), !line.hasSuffix("\\ ") { line.removeLast() }
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        let isNegated = line.hasPrefix("!")
        if isNegated { line.removeFirst() }
        let isFolderOnly = line.hasSuffix("/")
        if isFolderOnly { line.removeLast() }
        let isAnchored = line.contains("/")
        let parts = line.split(separator: "/").map(String.init)
        guard !parts.isEmpty else { return nil }
        return Pattern(
            base: base,
            parts: isAnchored ? parts : ["**"] + parts,
            isNegated: isNegated,
            isFolderOnly: isFolderOnly
        )
    }

    // MARK: Matching

    private static func matches(_ path: ArraySlice<String>, _ parts: ArraySlice<String>) -> Bool {
        guard let part = parts.first else { return path.isEmpty }
        guard let name = path.first else { return false }
        let rest = parts.dropFirst()
        if part == "**" {
            // At the end it stands for all that is within, else for any number of folders.
            if rest.isEmpty { return true }
            return path.indices.contains { matches(path[$0...], rest) }
        }
        return unsafe fnmatch(part, name, 0) == 0 && matches(path.dropFirst(), rest)
    }

    private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
