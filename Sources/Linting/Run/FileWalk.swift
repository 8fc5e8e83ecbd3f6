internal import Documents
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
        /// Of a sheet, the workbook and how many sheets there are to be read in it.
        var workbook: (path: String, inner: String, sheets: Int)?
        /// Whether it is a link that leads out of the dossier, and so is not read.
        var leadsOutside = false
        /// What it is to hold in place of what is on disk.
        var overlay: [UInt8]?

        /// Of a sheet, its name.
        var sheet: String? { workbook.map { String(path.dropFirst($0.path.count + 1)) } }

        /// The path of the file that holds it.
        var diskPath: String { workbook?.path ?? path }

        /// Opens the file that holds it.
        ///
        /// - Throws: a `SyntaxFault` that says why it cannot be read.
        func open() throws(SyntaxFault) -> SourceFile {
            if let overlay { return SourceFile(path: path, bytes: overlay) }
            return try SourceFile(path: diskPath)
        }

        /// The path by which its format is told: of several sheets each has a name of its own.
        var telling: String {
            guard let workbook, workbook.sheets > 1 else { return inner }
            let folder = workbook.inner.lastIndex(of: "/").map { workbook.inner[...$0] } ?? ""
            return String(folder + inner.dropFirst(workbook.inner.count + 1))
        }

        /// Whether a pattern means it, or the workbook that it is in.
        func matches(_ pattern: String) -> Bool {
            Glob.matches(inner, pattern) || workbook.map { Glob.matches($0.inner, pattern) } ?? false
        }

        /// A sheet of it.
        func sheet(_ name: String, of sheets: Int) -> File {
            File(path: "\(path)#\(name)", inner: "\(inner)#\(name)", workbook: (path, inner, sheets))
        }
    }

    private let ignore: [String]
    /// Files that are not seen, by their resolved paths.
    private let unseen: Set<String>
    private var files: [File] = []
    private var leftOut: [String] = []
    private var root = ""
    private var rules: IgnoreRules

    private init(root: String, ignore: [String], unseen: Set<String>) {
        self.root = root
        self.ignore = ignore
        self.unseen = unseen
        rules = IgnoreRules(above: root)
    }

    /// What a walk finds.
    struct Found {
        /// The files, in the order of their paths.
        var files: [File]
        /// Files and folders that `.gitignore`, `.shiplintignore` or the configuration leave out.
        var leftOut: [String] = []
    }

    /// The files below a folder in the order of their paths, or the file itself.
    ///
    /// - Parameters:
    ///   - path: the folder or the file.
    ///   - ignore: patterns of what is not seen.
    ///   - outputs: files that reports are written to, which are not seen.
    /// - Returns: the files.
    /// - Throws: a `UsageError` if there is nothing at the path.
    static func files(at path: String, ignore: [String], outputs: [String] = []) throws(UsageError) -> Found {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw UsageError(message: "\(path): there is no such file or folder")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return Found(files: [File(path: path, inner: name)])
        }
        var walk = FileWalk(
            root: resolved(path) ?? path,
            ignore: ignore,
            unseen: Set(outputs.compactMap(resolved))
        )
        walk.visit(path, inner: "", depth: 0)
        return Found(files: walk.files.sorted { $0.path < $1.path }, leftOut: walk.leftOut.sorted())
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
        let outer = rules.enter(folder, inner: inner)
        defer { rules.leave(outer) }
        for name in names.sorted() where !Self.isUnseen(name) {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            let own = inner.isEmpty ? name : "\(inner)/\(name)"
            guard !ignore.contains(where: { Glob.matches(own, $0) || Glob.matches(name, $0) }) else {
                leftOut.append(path)
                continue
            }
            var status = stat()
            guard unsafe lstat(path, &status) == 0 else { continue }
            if rules.leavesOut(own, isFolder: status.st_mode & S_IFMT == S_IFDIR) {
                leftOut.append(path)
                continue
            }
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
            } else if unseen.isEmpty || Self.resolved(path).map(unseen.contains) != true {
                files.append(File(path: path, inner: own))
            }
        }
    }

    /// Files of the system and of editors, and our own configuration.
    private static func isUnseen(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name == "Thumbs.db" || name == "desktop.ini"
            || name == "shiplint.yaml" || name.uppercased().hasPrefix("README")
    }

    /// The absolute path, links followed; nothing if there is no such file.
    static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
