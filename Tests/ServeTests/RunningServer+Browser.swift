import Foundation
import TestSupport
import Testing

extension RunningServer {
    /// The folder of an example.
    static func example(_ name: String) -> String { Program.repository.appending(path: "examples/\(name)").path() }

    /// Whether there is a browser, and what drives it.
    static var hasBrowser: Bool { Program.python != nil && Program.hasBrowser }

    /// Drives the pages in a browser.
    ///
    /// - Parameters:
    ///   - script: one of `Tools/`.
    ///   - arguments: what follows the server's address.
    /// - Returns: what the script prints.
    /// - Throws: where it fails, or prints something else.
    func drive<Seen: Decodable & Sendable>(_ script: String, _ arguments: [String]) async throws -> Seen {
        let tools = Program.repository.appending(path: "Tests/ServeTests/Tools/\(script)").path()
        let python = try #require(Program.python)
        let address = "http://127.0.0.1:\(port)"
        // The server answers on the threads that tests have, so that none of them may wait for the browser.
        let outcome = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Program.run(python, [tools, address] + arguments) })
            }
        }
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Seen.self, from: Data(outcome.output.utf8))
    }
}
