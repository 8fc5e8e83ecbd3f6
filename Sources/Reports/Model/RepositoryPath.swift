/// A path as platforms know it: from the top of the repository, in which they start programs.
enum RepositoryPath {
    /// The path without a `./` before it.
    static func of(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}
