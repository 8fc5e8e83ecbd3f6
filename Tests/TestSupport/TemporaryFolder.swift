package import Foundation

/// A folder that lasts as long as a test needs it.
package enum TemporaryFolder {
    /// Runs a test with a folder that holds some files, by their paths in it.
    package static func with<Result>(
        _ files: [String: Data],
        _ body: (URL) async throws -> Result
    ) async throws -> Result {
        let folder = try make(files)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// Runs a test with a folder that holds some texts, by their paths in it.
    package static func with<Result>(
        _ files: [String: String],
        _ body: (URL) async throws -> Result
    ) async throws -> Result {
        try await with(files.mapValues { Data($0.utf8) }, body)
    }

    /// Runs a test with a folder that holds one file.
    package static func withFile<Result>(
        _ name: String,
        _ bytes: [UInt8],
        _ body: (URL) throws -> Result
    ) throws -> Result {
        let folder = try make([name: Data(bytes)])
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.appending(path: name))
    }

    private static func make(_ files: [String: Data]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shiplint-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, data) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try data.write(to: file)
        }
        return folder
    }
}
