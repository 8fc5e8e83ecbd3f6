import Foundation
import PackagePlugin

/// Puts the parts of pages, the HTML report's and the server's, into the binary: they are written and tested as the files
/// that they are.
///
/// What both look like is in `Sources/Look`.
@main
struct EmbedPage: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folders = ["HTML/Page", "Page"].map { target.directoryURL.appending(path: $0) }
        guard let page = folders.first(where: { FileManager.default.fileExists(atPath: $0.path()) }) else { return [] }
        let output = context.pluginWorkDirectoryURL.appending(path: "PageFiles.swift")
        let look = context.package.directoryURL.appending(path: "Sources/Look")
        let files = try [page, look].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map {
                folder.appending(path: $0)
            }
        }
        return [
            .buildCommand(
                displayName: "Embed the page of \(target.name)",
                executable: try context.tool(named: "rules-embedder").url,
                arguments: [output.path(), "PageFiles", page.path(), look.path()],
                inputFiles: files,
                outputFiles: [output]
            )
        ]
    }
}
