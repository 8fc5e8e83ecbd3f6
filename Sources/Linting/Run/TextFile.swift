internal import Documents

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Reads whole definition files.
enum TextFile {
    /// The text of a file, or nothing if it cannot be read or is larger than the limit, 16 MiB by default.
    static func read(_ path: String, limit: Int = 16 << 20) -> String? {
        guard let source = try? SourceFile(path: path), source.size <= limit else { return nil }
        return source.text()
    }

    /// Whether there is a file or folder at a path.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
