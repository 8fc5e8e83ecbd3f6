package import Foundation

/// Runs programs: shiplint itself as it was built, and tools that a machine may lack.
package enum Program {
    /// What a program said.
    package struct Outcome: Sendable {
        /// Its exit status.
        package let status: Int32
        /// Standard output.
        package let output: String
        /// Standard error.
        package let errors: String
    }

    /// The repository's folder.
    package static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Python of `Scripts/install-test-tools`; nothing where it was not run.
    package static let python: URL? = {
        let tools = repository.appending(path: ".build/test-tools")
        let isThere = FileManager.default.fileExists(atPath: tools.appending(path: "complete").path())
        return isThere ? tools.appending(path: "bin/python") : nil
    }()

    /// Whether there is a browser that tests can drive.
    package static let hasBrowser = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// The program, beside the bundle of the tests, where the build puts both.
    package static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "shiplint")

    /// Runs shiplint.
    ///
    /// - Parameters:
    ///   - arguments: what is typed behind its name.
    ///   - folder: where it runs.
    ///   - environment: variables beside those of the tests; the language is English if they do not say otherwise.
    /// - Returns: what it said.
    /// - Throws: where it cannot be started.
    package static func shiplint(
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(path, arguments, in: folder, environment: ["LC_ALL": "C"].merging(environment) { $1 })
    }

    /// Runs a Python script of the tests.
    package static func script(_ name: String, _ arguments: [String]) throws -> Outcome {
        let script = repository.appending(path: "Tests/ReportsTests/Tools/\(name)").path()
        return try run(python ?? URL(filePath: "/nonexistent"), [script] + arguments)
    }

    /// Runs a shell command, in which `$1` and so on are the arguments.
    package static func shell(_ command: String, _ arguments: [String] = [], in folder: URL? = nil) throws -> Outcome {
        try run(URL(filePath: "/bin/sh"), ["-c", command, "sh"] + arguments, in: folder)
    }

    /// Runs another program.
    package static func run(
        _ program: URL,
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        // Files rather than pipes, so that nothing waits for somebody to read.
        let place = FileManager.default.temporaryDirectory.appending(path: "shiplint-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let files = ["output", "errors"].map { place.appending(path: $0) }
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }
}
