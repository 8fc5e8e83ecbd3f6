import Foundation

/// Writes a Swift file that holds the text of every file of a kind that is embedded below some folders, and of YAML the nodes.
///
/// Arguments: the file to write, the name of the enumeration in it, the folders.
guard CommandLine.arguments.count >= 4 else {
    FileHandle.standardError.write(Data("usage: rules-embedder OUTPUT NAME FOLDER ...\n".utf8))
    exit(2)
}
let name = CommandLine.arguments[2]
let folders = CommandLine.arguments[3...].map { URL(filePath: $0).standardizedFileURL }

/// The files below a folder that are embedded, in the order of their paths.
func files(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? [])
        .filter { ["yaml", "csv", "html", "css", "js", "mustache"].contains($0.pathExtension) }
        .map(\.standardizedFileURL)
        .sorted { $0.path() < $1.path() }
}

/// A text as a raw literal over several lines.
func literal(_ text: String) -> String {
    var marks = "#"
    while text.contains("\"\(marks)") || text.contains("\\\(marks)") { marks += "#" }
    return "\(marks)\"\"\"\n\(text)\n\"\"\"\(marks)"
}

let titles = folders.map { "`\($0.lastPathComponent)/`" }.joined(separator: " and ")
var source = """
    /// The files of \(titles) as they were when this was built; made by `rules-embedder`.
    package enum \(name) {
        /// Paths below \(titles), texts, and the nodes of YAML files.
        package static let all: [(path: String, text: StaticString, nodes: StaticString)] = [

    """
for folder in folders {
    for file in files(below: folder) {
        let text = try String(contentsOf: file, encoding: .utf8)
        let nodes = file.pathExtension == "yaml" ? try PreparedNodes.text(of: text) : ""
        let path = file.path().dropFirst(folder.path().count).drop { $0 == "/" }
        source += "        (\"\(path)\", \(literal(text)), \(literal(nodes))),\n"
    }
}
source += "    ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments[1]), options: .atomic)
