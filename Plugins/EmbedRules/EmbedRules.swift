import Foundation
import PackagePlugin

/// Puts the files of `rules/` into the binary: what users read, copy and change is what runs.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "rules")
        let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInFiles.swift")
        return [
            .buildCommand(
                displayName: "Embed rules/",
                executable: try context.tool(named: "rules-embedder").url,
                arguments: [output.path(), "BuiltInFiles", rules.path()],
                inputFiles: files(below: rules),
                outputFiles: [output]
            )
        ]
    }

    private func files(below folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { ["yaml", "csv"].contains($0.pathExtension) }
            .sorted { $0.path() < $1.path() }
    }
}
