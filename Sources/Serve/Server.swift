internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// The web application.
package struct Server: Sendable {
    /// Why the server cannot be started, in words for who starts it.
    package struct Obstacle: Error {
        package let english: String
        package let chinese: String
    }

    private let settings: ServeSettings
    private let checks: Checks
    private let lock: FolderLock
    private let responder: RouterResponder<ServeContext>
    private let logger: Logger

    /// Makes the application and opens its store; `run` starts it.
    ///
    /// - Throws: `Obstacle` where an address that others reach has no token, or where the data folder cannot be used.
    package init(_ settings: ServeSettings) throws {
        if !settings.isLoopback, settings.token == nil {
            throw Obstacle(
                english: "--host \(settings.host) can be reached by others: give a token of 16 characters or more by "
                    + "--token-file or the variable SHIPLINT_TOKEN",
                chinese: "--host \(settings.host) 可被他人访问：请用 --token-file 或变量 SHIPLINT_TOKEN 给出至少 16 个字符的令牌"
            )
        }
        if let token = settings.token, token.utf8.count < 16 {
            throw Obstacle(
                english: "the token is too short: it needs 16 characters or more",
                chinese: "令牌过短：至少需要 16 个字符"
            )
        }
        guard FileManager.default.isExecutableFile(atPath: settings.program) else {
            throw Obstacle(
                english: "\(settings.program): the program that checks is not there",
                chinese: "\(settings.program)：检查程序不存在"
            )
        }
        self.settings = settings
        var logger = Logger(label: "shiplint-serve")
        logger.logLevel = .notice
        self.logger = logger
        let metrics = Metrics()
        do {
            checks = try Checks(settings, metrics, logger)
        } catch {
            throw Obstacle(
                english: "\(settings.folder.path()): cannot be used: \(error)",
                chinese: "\(settings.folder.path())：无法使用：\(error)"
            )
        }
        guard let lock = FolderLock(settings.folder) else {
            throw Obstacle(
                english: "\(settings.folder.path()): another server keeps its checks there",
                chinese: "\(settings.folder.path())：已被另一个服务器占用"
            )
        }
        self.lock = lock
        let (sessions, attempts) = (Sessions(), Attempts())
        let router = Router(context: ServeContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AnswerMiddleware(metrics: metrics))
        router.add(middleware: AccessMiddleware(settings: settings, sessions: sessions, attempts: attempts))
        APIRoutes(checks: checks).add(to: router)
        try PageRoutes(checks: checks, sessions: sessions, attempts: attempts).add(to: router)
        router.get("/healthz") { _, _ in Response.text("ok\n") }
        router.get("/metrics") { _, _ in Response.text(metrics.text()) }
        responder = router.buildResponder()
    }

    /// Serves until the process is told to end.
    ///
    /// - Parameter started: is called with the port once requests are answered.
    /// - Throws: `Obstacle` where the address cannot be bound.
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
                    try await Task.sleep(for: .seconds(settings.stores ? 600 : 30))
                }
            }
            group.addTask {
                do {
                    try await application.runService()
                } catch  where !(error is CancellationError) {
                    throw Obstacle(
                        english: "\(settings.host):\(settings.port): cannot be used: \(error)",
                        chinese: "\(settings.host):\(settings.port)：无法使用：\(error)"
                    )
                }
            }
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
