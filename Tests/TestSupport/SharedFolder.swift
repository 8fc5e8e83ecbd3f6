package import Foundation

/// Public test suites and documents that nobody here wrote; they are read where they are.
package enum SharedFolder {
    /// A folder of them: below `$SHIPLINT_SHARED`, else below `../shared` beside the repository.
    package static func at(_ path: String) -> URL? {
        let told = ProcessInfo.processInfo.environment["SHIPLINT_SHARED"].map { URL(filePath: $0) }
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = repository.deletingLastPathComponent().appending(path: "shared")
        let folder = (told ?? beside).appending(path: path)
        return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
    }

    /// The XML and JSON files below a folder, by their paths in it.
    package static func documents(below folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".xml") || $0.hasSuffix(".json") }.sorted()
    }
}
