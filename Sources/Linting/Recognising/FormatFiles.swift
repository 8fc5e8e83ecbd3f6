package import Formats
package import Records
internal import Rules

/// Where formats come from: the program, and the user's files and folders, which come first.
package struct FormatFiles {
    /// The files, the user's first, then the built-in ones by name.
    package let files: [DefinitionFile]

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
        files = own + BuiltIn.files(below: "formats/")
    }

    /// The file of a format; nothing where there is none of the name.
    package func named(_ name: String) -> DefinitionFile? { files.first { Self.name(of: $0) == name } }

    /// The names of all formats.
    package var names: [String] { files.compactMap(Self.name) }

    /// The name of the format in a file; a built-in file is named for it, so that it need not be read.
    private static func name(of file: DefinitionFile) -> String? {
        if file.path.hasPrefix("rules/formats/") { return String(file.path.dropFirst(14).dropLast(5)) }
        return (try? DefinitionNode.parse(file))?["format"]?.text
    }

    /// Compiles formats: a user's takes the place of a built-in one of its name.
    ///
    /// - Throws: `UsageError` or `DefinitionErrors` with every fault.
    package static func load(_ paths: [String]) throws -> [Format] {
        let builtIn = try Checker.loadFormats()
        guard !paths.isEmpty else { return builtIn }
        let vocabulary = try BuiltIn.vocabulary()
        let blocks = BlockLibrary(BuiltIn.files(below: "blocks/"))
        let own = try FormatFiles(paths).files.filter { !$0.path.hasPrefix("rules/formats/") }.map {
            try FormatLoader.load($0, vocabulary: vocabulary, blocks: blocks)
        }
        let replaced = Set(own.map(\.name))
        return (own + builtIn.filter { !replaced.contains($0.name) }).sorted { $0.name < $1.name }
    }
}
