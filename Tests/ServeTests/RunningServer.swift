import Foundation
import TestSupport

@testable import Serve

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A server of the tests, on a port of its own, spoken to as browsers and programs do.
struct RunningServer: Sendable {
    /// An answer.
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        /// The body as text.
        var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as a JSON object.
        var object: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }

        /// A text of the object.
        func string(_ name: String) -> String { object[name] as? String ?? "" }
    }

    let port: Int
    let settings: ServeSettings

    /// Runs a test with a server that keeps its checks in a folder which lasts as long as the test.
    static func with(
        _ change: (inout ServeSettings) -> Void = { _ in },
        _ test: @escaping @Sendable (RunningServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shiplint-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = ServeSettings(folder: folder, program: Program.path.path())
        settings.port = 0
        change(&settings)
        let whole = settings
        let server = try Server(whole)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, source) = AsyncStream.makeStream(of: Int.self)
            group.addTask {
                defer { source.finish() }
                try await server.run { source.yield($0) }
            }
            group.addTask {
                guard let port = await ports.first(where: { _ in true }) else { return }
                try await test(RunningServer(port: port, settings: whole))
            }
            // The test ends first, or the server could not be started.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Asks for something.
    func ask(
        _ method: String,
        _ path: String,
        _ body: Data? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        request.timeoutInterval = 240
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        let session = URLSession(configuration: configuration, delegate: StaysWhereItIs(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        let http = response as? HTTPURLResponse
        var fields: [String: String] = [:]
        for (name, value) in http?.allHeaderFields ?? [:] { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http?.statusCode ?? 0, headers: fields, body: data)
    }

    /// The state of a check once it is over.
    func end(of id: String, headers: [String: String] = [:]) async throws -> Answer {
        while true {
            let answer = try await ask("GET", "/api/checks/\(id)", headers: headers)
            if ["finished", "failed"].contains(answer.string("state")) || answer.status != 200 { return answer }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// What is in the folder of checks.
    func folders() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: settings.folder.appending(path: "checks").path())) ?? []
    }
}

/// Follows no redirect: where one leads to is what a test looks at.
private final class StaysWhereItIs: NSObject, URLSessionTaskDelegate, Sendable {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}

/// An example of the repository as its files.
enum ExampleFiles {
    /// The files of an example, by name.
    static func read(_ name: String) throws -> [String: Data] {
        let folder = Program.repository.appending(path: "examples/\(name)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) }
        )
    }

    /// The same as an archive.
    static func archive(_ name: String) throws -> Data {
        Data(ZipFixture.archive(try read(name).map { ($0.key, Array($0.value)) }))
    }
}
