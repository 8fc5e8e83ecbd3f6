import Foundation
import PackagePlugin

/// Puts the parts of pages, the HTML report's and the server's, into the binary: they are written and tested as the files
/// that they are.
@main
struct EmbedPage: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folders = ["HTML/Page", "Page"].map { target.directoryURL.appending(path: $0) }
        guard let page = folders.first(where: { FileManager.default.fileExists(atPath: $0.path()) }) else { return [] }
        let output = context.pluginWorkDirectoryURL.appending(path: "PageFiles.swift")
        let names = try FileManager.default.contentsOfDirectory(atPath: page.path()).sorted()
        return [
            .buildCommand(
                displayName: "Embed the page of \(target.name)",
                executable: try context.tool(named: "rules-embedder").url,
                arguments: [page.path(), output.path(), "PageFiles"],
                inputFiles: names.map { page.appending(path: $0) },
                outputFiles: [output]
            )
        ]
    }
}
