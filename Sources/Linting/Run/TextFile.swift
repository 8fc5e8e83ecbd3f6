internal import Documents

/// Reads whole definition files.
enum TextFile {
    /// The text of a file of at most 16 MiB, or nothing if it cannot be read.
    static func read(_ path: String) -> String? {
        guard let source = try? SourceFile(path: path), source.size <= 16 << 20 else { return nil }
        return source.text()
    }
}
