/// Something to check, and what public tools do with the same files.
struct Case {
    /// Its name.
    let name: String
    /// The file or folder.
    let path: String
    /// The faults that were planted, by rule.
    let faults: [String: Int]
    /// The tools, each with its command.
    let peers: [(name: String, command: [String])]
}
