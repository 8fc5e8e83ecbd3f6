import Foundation

/// The program as users run it.
enum Program {
    /// What a run gave.
    struct Result {
        let status: Int32
        let output: String
        let complaints: String
    }

    /// Beside the bundle of the tests, where the build puts both.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "shiplint")

    /// The top of the repository.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs it, or another program.
    ///
    /// - Parameters:
    ///   - arguments: what is typed behind its name.
    ///   - folder: where it runs.
    ///   - environment: variables beside those of the tests; the language is English if they do not say otherwise.
    ///   - program: another program.
    /// - Returns: what the run gave.
    /// - Throws: where it cannot be started.
    static func run(
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = [:],
        program: URL = path
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = folder }
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
            .merging(environment) { $1 }
        // Files, since a full pipe would hold the program up.
        let outputs = FileManager.default.temporaryDirectory.appending(path: "shiplint-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: outputs, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: outputs) }
        let files = try ["out", "err"].map { name in
            let file = outputs.appending(path: name)
            try Data().write(to: file)
            return (file, try FileHandle(forWritingTo: file))
        }
        process.standardOutput = files[0].1
        process.standardError = files[1].1
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[0].0), as: UTF8.self),
            complaints: String(decoding: try Data(contentsOf: files[1].0), as: UTF8.self)
        )
    }
}
