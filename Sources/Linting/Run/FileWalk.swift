internal import Formats

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Finds the files of a dossier.
struct FileWalk {
    /// A file found.
    struct File: Sendable {
        /// The path as the user would type it.
        var path: String
        /// The path within what the user named.
        var inner: String
        /// Whether it is a link that leads out of the dossier, and so is not read.
        var leadsOutside = false
    }

    private let ignore: [String]
    private var files: [File] = []
    private var root = ""

    private init(ignore: [String]) {
        self.ignore = ignore
    }

    /// The files below a folder in the order of their paths, or the file itself.
    ///
    /// - Throws: a `UsageError` if there is nothing at the path.
    static func files(at path: String, ignore: [String]) throws(UsageError) -> [File] {
        var walk = FileWalk(ignore: ignore)
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw UsageError(message: "\(path): there is no such file or folder")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return [File(path: path, inner: path.split(separator: "/").last.map(String.init) ?? path)]
        }
        walk.root = resolved(path) ?? path
        walk.visit(path, inner: "", depth: 0)
        return walk.files.sorted { $0.path < $1.path }
    }

    private mutating func visit(_ folder: String, inner: String, depth: Int) {
        guard depth < 64, let stream = unsafe opendir(folder) else { return }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            names.append(name)
        }
        _ = unsafe closedir(stream)
        for name in names.sorted() where !Self.isUnseen(name) {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            let own = inner.isEmpty ? name : "\(inner)/\(name)"
            guard !ignore.contains(where: { Glob.matches(own, $0) || Glob.matches(name, $0) }) else { continue }
            var status = stat()
            guard unsafe lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFLNK {
                guard let target = Self.resolved(path), target == root || target.hasPrefix(root + "/") else {
                    files.append(File(path: path, inner: own, leadsOutside: true))
                    continue
                }
                // What a link inside points at is visited where it stands.
                continue
            }
            if status.st_mode & S_IFMT == S_IFDIR {
                visit(path, inner: own, depth: depth + 1)
            } else {
                files.append(File(path: path, inner: own))
            }
        }
    }

    /// Files of the system and of editors, and our own configuration.
    private static func isUnseen(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name == "Thumbs.db" || name == "desktop.ini"
            || name == "shiplint.yaml" || name.uppercased().hasPrefix("README")
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
