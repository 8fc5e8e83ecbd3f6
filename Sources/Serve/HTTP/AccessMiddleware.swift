internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Who may ask: pages of other sites never, and those elsewhere only with the token.
struct AccessMiddleware: RouterMiddleware {
    let settings: ServeSettings
    let sessions: Sessions
    let attempts: Attempts

    /// What needs no token.
    private static let open: Set<String> = [
        "/healthz", "/login", "/assets/serve.css", "/assets/serve.js", "/api/openapi.yaml",
    ]

    func handle(
        _ request: Request,
        context: ServeContext,
        next: (Request, ServeContext) async throws -> Response
    ) async throws -> Response {
        try checkOrigin(of: request)
        var context = context
        let cookie = request.cookies[Sessions.cookie]?.value
        // A visitor's cookie is 128 random bits of ours, as a check's name is.
        let known = cookie.flatMap { CheckID($0) }?.description
        context.visitor = known
        if let token = settings.token, !Self.open.contains(request.uri.path) {
            if let given = request.headers[.authorization] {
                guard try attempts.isRight(given, "Bearer \(token)", from: context.address) else {
                    throw Refusal.unauthorized
                }
                context.isOperator = true
            } else if !sessions.contains(known) {
                guard request.method == .get, !request.uri.path.hasPrefix("/api/"), request.uri.path != "/metrics"
                else {
                    throw Refusal.unauthorized
                }
                return .redirect(to: "/login")
            }
        }
        guard context.visitor == nil, settings.token == nil, request.headers[.fetchSite] != nil else {
            return try await next(request, context)
        }
        // A browser that comes for the first time.
        let visitor = CheckID().description
        context.visitor = visitor
        var response = try await next(request, context)
        response.setCookie(Sessions.make(visitor, for: request))
        return response
    }

    /// Refuses what a page of another site sends, and a name of this machine that was made up to get around that.
    private func checkOrigin(of request: Request) throws(Refusal) {
        guard let authority = request.head.authority?.lowercased(), !authority.isEmpty else { throw .foreignHost }
        if settings.isLoopback, settings.token == nil {
            let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
            guard ["localhost", "127.0.0.1", "[::1]", settings.host].contains(String(host)) else { throw .foreignHost }
        }
        guard request.method != .get, request.method != .head else { return }
        if let origin = request.headers[.origin]?.lowercased() {
            guard origin == "http://\(authority)" || origin == "https://\(authority)" else { throw .foreignOrigin }
        } else if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw .foreignOrigin
        }
    }
}
