internal import Linting

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Asks git what changed.
enum Git {
    /// The files that differ from where a branch began, committed or not, and new files that git does not ignore.
    ///
    /// - Parameters:
    ///   - reference: a branch, tag or commit, such as `origin/main`; compared is with the last common commit.
    ///   - folder: a folder, or a file, in the working tree.
    /// - Returns: absolute paths.
    /// - Throws: `UsageError` where there is no repository, or no such reference.
    static func changedFiles(since reference: String, in folder: String) throws(UsageError) -> Set<String> {
        let base = isFolder(folder) ? folder : parent(of: folder)
        let top = try run(["-C", base, "rev-parse", "--show-toplevel"]).split(separator: "\n").first.map(String.init)
        guard let top, let root = resolved(top) else { throw UsageError(message: "\(folder): is in no git repository") }
        // A name that begins with a dash would be an option.
        guard !reference.hasPrefix("-") else {
            throw UsageError(message: "--changed-since: '\(reference)' is no branch, tag or commit")
        }
        let commit = try run(["-C", root, "merge-base", reference, "HEAD"]).filter { !$0.isNewline }
        let differing = try run([
            "-C", root, "-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z",
            commit,
            "--",
        ])
        let new = try run(["-C", root, "ls-files", "--others", "--exclude-standard", "-z"])
        return Set((differing + new).split(separator: "\0").map { "\(root)/\($0)" })
    }

    /// Runs git with some arguments.
    ///
    /// - Returns: what it prints; its complaints go where ours go.
    /// - Throws: `UsageError` where there is no git, or it fails.
    private static func run(_ arguments: [String]) throws(UsageError) -> String {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw UsageError(message: "git cannot be run") }
        #if canImport(Glibc)
        var actions = unsafe posix_spawn_file_actions_t()
        #else
        var actions: posix_spawn_file_actions_t?
        #endif
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        _ = unsafe posix_spawn_file_actions_addclose(&actions, ends[0])
        // The vector and its texts live until the call has returned; git has copied them by then.
        var vector = unsafe (["git"] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe vector.forEach { unsafe free($0) } }
        var process = pid_t()
        let status = unsafe posix_spawnp(&process, "git", &actions, nil, &vector, environ)
        _ = close(ends[1])
        defer { _ = close(ends[0]) }
        guard status == 0 else { throw UsageError(message: "git was not found; --changed-since needs it") }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(ends[0], &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        var result: Int32 = 0
        while unsafe waitpid(process, &result, 0) < 0, errno == EINTR {}
        let text = String(decoding: output, as: UTF8.self)
        guard result == 0 else {
            let command = arguments.dropFirst(2).first { !$0.hasPrefix("-") && !$0.contains("=") } ?? ""
            throw UsageError(message: "'git \(command)' failed, so it is not known what changed")
        }
        return text
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
