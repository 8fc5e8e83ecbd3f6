package import Formats
package import Records
internal import Rules

/// Where formats come from: the program, and the user's files and folders, which come first.
package struct FormatFiles {
    /// The user's files.
    package let own: [DefinitionFile]
    /// The files that the program carries, by name.
    package let builtIn: [DefinitionFile]

    /// Finds the files.
    ///
    /// - Parameter paths: files and folders of formats, beside the built-in ones.
    /// - Throws: `UsageError` for a path at which there is no format.
    package init(_ paths: [String] = []) throws(UsageError) {
        var own: [DefinitionFile] = []
        for path in paths {
            let found = TextFile.read(path).map { [DefinitionFile(path: path, text: $0)] } ?? PackFiles.files(in: path)
            guard !found.isEmpty else {
                throw UsageError(message: "\(path): there is no format, nor a folder of formats")
            }
            own += found
        }
        self.own = own
        builtIn = BuiltIn.files(below: "formats/")
    }

    /// The file of a format; nothing where there is none of the name.
    package func named(_ name: String) -> DefinitionFile? {
        own.first { (try? DefinitionNode.parse($0))?["format"]?.text == name }
            ?? builtIn.first { Self.name(ofBuiltIn: $0) == name }
    }

    /// The names of the formats that the program carries.
    package var builtInNames: [String] { builtIn.map { Self.name(ofBuiltIn: $0) } }

    /// A built-in file is named for its format, so that it need not be read.
    private static func name(ofBuiltIn file: DefinitionFile) -> String {
        String(file.path.split(separator: "/").last?.dropLast(".yaml".count) ?? "")
    }

    /// Compiles formats: a user's takes the place of a built-in one of its name.
    ///
    /// - Throws: `UsageError` or `DefinitionErrors` with every fault.
    package static func load(_ paths: [String]) throws -> [Format] {
        let builtIn = try Checker.loadFormats()
        guard !paths.isEmpty else { return builtIn }
        let vocabulary = try BuiltIn.vocabulary()
        let blocks = BlockLibrary(BuiltIn.files(below: "blocks/"))
        let own = try FormatFiles(paths).own.map {
            try FormatLoader.load($0, vocabulary: vocabulary, blocks: blocks)
        }
        let replaced = Set(own.map(\.name))
        return (own + builtIn.filter { !replaced.contains($0.name) }).sorted { $0.name < $1.name }
    }
}
