internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Around every answer: what browsers are told to forbid, refusals in the language of who asks, and the counts.
struct AnswerMiddleware: RouterMiddleware {
    let metrics: Metrics

    /// What pages of the server may do: nothing but what the server itself has.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "frame-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request,
        context: ServeContext,
        next: (Request, ServeContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.language = Self.language(of: request)
        var response: Response
        do {
            response = try await next(request, context)
        } catch let refusal as Refusal {
            response = refusal.response(in: context.language)
        } catch let error as HTTPError where error.status.kind == .clientError {
            response = Refusal(
                error.status,
                error.body ?? Refusal.notFound.english,
                error.body ?? Refusal.notFound.chinese
            )
            .response(in: context.language)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            response = Refusal.textTooLarge.response(in: context.language)
        } catch is CancellationError {
            // Whoever asked is gone, and reads no answer.
            response = Response(status: .requestTimeout)
        } catch {
            context.logger.error("a request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            response = Response(status: .internalServerError)
        }
        metrics.count(.requests)
        if response.status.kind == .clientError { metrics.count(.refusedRequests) }
        if response.status.kind == .serverError { metrics.count(.failedRequests) }
        let usual: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, Self.policy), (.xContentTypeOptions, "nosniff"), (.cacheControl, "no-store"),
            (.referrerPolicy, "no-referrer"), (.openerPolicy, "same-origin"), (.resourcePolicy, "same-origin"),
        ]
        for (name, value) in usual where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    private static func language(of request: Request) -> PageLanguage {
        let chosen = request.uri.queryParameters["lang"].map(String.init) ?? request.cookies["shiplint-language"]?.value
        return chosen.flatMap { PageLanguage(rawValue: $0) }
            ?? PageLanguage(accepting: request.headers[.acceptLanguage])
    }
}

extension HTTPField.Name {
    // The names are tokens, so that none of these is nothing.
    static let referrerPolicy = Self("Referrer-Policy") ?? .contentSecurityPolicy
    static let openerPolicy = Self("Cross-Origin-Opener-Policy") ?? .contentSecurityPolicy
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy") ?? .contentSecurityPolicy
    static let fetchSite = Self("Sec-Fetch-Site") ?? .contentSecurityPolicy
    static let forwardedProtocol = Self("X-Forwarded-Proto") ?? .contentSecurityPolicy
}
