import Foundation

/// Writes a Swift file that holds the text of every file of a kind that is embedded below a folder, and of YAML the nodes.
///
/// Arguments: the folder, the file to write, the name of the enumeration in it.
guard CommandLine.arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: rules-embedder FOLDER OUTPUT NAME\n".utf8))
    exit(2)
}
let name = CommandLine.arguments[3]
let folder = URL(filePath: CommandLine.arguments[1]).standardizedFileURL
let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
let files = (found?.allObjects as? [URL] ?? [])
    .filter { ["yaml", "csv", "html", "css", "js", "mustache"].contains($0.pathExtension) }
    .map(\.standardizedFileURL)
    .sorted { $0.path() < $1.path() }

/// A text as a raw literal over several lines.
func literal(_ text: String) -> String {
    var marks = "#"
    while text.contains("\"\(marks)") || text.contains("\\\(marks)") { marks += "#" }
    return "\(marks)\"\"\"\n\(text)\n\"\"\"\(marks)"
}

var source = """
    /// The files of `\(folder.lastPathComponent)/` as they were when this was built; made by `rules-embedder`.
    package enum \(name) {
        /// Paths below `\(folder.lastPathComponent)/`, texts, and the nodes of YAML files.
        package static let all: [(path: String, text: StaticString, nodes: StaticString)] = [

    """
for file in files {
    let text = try String(contentsOf: file, encoding: .utf8)
    let nodes = file.pathExtension == "yaml" ? try PreparedNodes.text(of: text) : ""
    let path = file.path().dropFirst(folder.path().count).drop { $0 == "/" }
    source += "        (\"\(path)\", \(literal(text)), \(literal(nodes))),\n"
}
source += "    ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments[2]), options: .atomic)
