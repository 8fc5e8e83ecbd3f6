import Foundation
import PackagePlugin

/// Puts the parts of the HTML report into the binary: they are written and tested as the files that they are.
@main
struct EmbedPage: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let page = target.directoryURL.appending(path: "HTML/Page")
        let output = context.pluginWorkDirectoryURL.appending(path: "PageFiles.swift")
        let names = try FileManager.default.contentsOfDirectory(atPath: page.path()).sorted()
        return [
            .buildCommand(
                displayName: "Embed the HTML report's page",
                executable: try context.tool(named: "rules-embedder").url,
                arguments: [page.path(), output.path(), "PageFiles"],
                inputFiles: names.map { page.appending(path: $0) },
                outputFiles: [output]
            )
        ]
    }
}
