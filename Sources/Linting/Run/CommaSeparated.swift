/// How a cell is written in CSV (RFC 4180).
enum CommaSeparated {
    /// A cell, in quotes where it needs them.
    static func quoted(_ text: String) -> String {
        let quotes = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return text.contains { ",\"\n\r".contains($0) } ? "\"\(quotes)\"" : text
    }
}
