internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Synchronization

/// The web application.
package struct Server: Sendable {
    /// Why the server cannot be started, in words for who starts it.
    package struct Obstacle: Error, CustomStringConvertible {
        package let description: String
    }

    private let settings: ServeSettings
    private let checks: Checks
    private let responder: RouterResponder<ServeContext>
    private let logger: Logger

    /// Makes the application and opens its store; `run` starts it.
    ///
    /// - Throws: `Obstacle` where an address that others reach has no token, or where the data folder cannot be used.
    package init(_ settings: ServeSettings) throws {
        if !settings.isLoopback, settings.token == nil {
            throw Obstacle(
                description:
                    "--host \(settings.host) can be reached by others: give a token of 16 characters or more by "
                    + "--token-file or the variable SHIPLINT_TOKEN"
            )
        }
        if let token = settings.token, token.utf8.count < 16 {
            throw Obstacle(description: "the token is too short: it needs 16 characters or more")
        }
        guard FileManager.default.isExecutableFile(atPath: settings.program) else {
            throw Obstacle(description: "\(settings.program): the program that checks is not there")
        }
        self.settings = settings
        var logger = Logger(label: "shiplint-serve")
        logger.logLevel = .notice
        self.logger = logger
        let metrics = Metrics()
        do {
            checks = try Checks(settings, metrics, logger)
        } catch {
            throw Obstacle(description: "\(settings.folder.path()): cannot be used: \(error)")
        }
        let sessions = Sessions()
        let router = Router(context: ServeContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AnswerMiddleware(metrics: metrics))
        router.add(middleware: AccessMiddleware(settings: settings, sessions: sessions))
        APIRoutes(checks: checks).add(to: router)
        try PageRoutes(checks: checks, sessions: sessions).add(to: router)
        router.get("/healthz") { _, _ in Response.text("ok\n") }
        router.get("/metrics") { _, _ in Response.text(metrics.text()) }
        responder = router.buildResponder()
    }

    /// Serves until the process is told to end.
    ///
    /// - Parameter started: is called with the port once requests are answered.
    /// - Throws: where the address cannot be bound.
    package func run(started: @escaping @Sendable (Int) -> Void) async throws {
        try await checks.recover()
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { started($0.localAddress?.port ?? settings.port) },
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while true {
                    try await checks.expire()
                    try await Task.sleep(for: .seconds(600))
                }
            }
            group.addTask { try await application.runService() }
            // The service ends when it is told to; the sweep never does.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

extension Response {
    /// A plain text.
    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
