internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import Records
internal import Rules

/// The pages, and what they are made with.
struct PageRoutes: Sendable {
    let checks: Checks
    let sessions: Sessions
    let attempts: Attempts
    private let templates: MustacheLibrary

    /// Reads the templates.
    ///
    /// - Throws: where one of them is malformed.
    init(checks: Checks, sessions: Sessions, attempts: Attempts) throws {
        (self.checks, self.sessions, self.attempts) = (checks, sessions, attempts)
        var templates = MustacheLibrary()
        for (path, text, _) in PageFiles.all where path.hasSuffix(".mustache") {
            try templates.register(text.description, named: String(path.dropLast(9)))
        }
        self.templates = templates
    }

    /// Adds the routes.
    func add(to router: Router<ServeContext>) {
        router.get("/", use: start)
        router.get("/self-assessment", use: assessment)
        router.get("/checks", use: list)
        router.get("/checks/:id", use: show)
        router.get("/login", use: login)
        router.post("/login", use: enter)
        router.get("/language/:language", use: speak)
        let assets = [
            ("serve.css", "text/css", Self.file("look.css") + "\n" + Self.file("serve.css")),
            ("serve.js", "text/javascript", Self.file("serve.js")),
        ]
        for (name, type, text) in assets {
            router.get("/assets/\(RouterPath(name))") { _, _ in Response.text(text, type: "\(type); charset=utf-8") }
        }
        router.get("/api/openapi.yaml") { _, _ in
            Response.text(Self.file("openapi.yaml"), type: "application/yaml; charset=utf-8")
        }
    }

    private static func file(_ name: String) -> String {
        PageFiles.all.first { $0.path == name }?.text.description ?? ""
    }

    private func start(_ request: Request, _ context: ServeContext) throws -> Response {
        try page("start", [:], request, context)
    }

    /// Where a supplier says what it delivers where, before it has any file.
    private func assessment(_ request: Request, _ context: ServeContext) throws -> Response {
        let categories = try BuiltIn.categories().all.map { category in
            ["name": category.name, "title": category.title[context.language.spoken]]
        }
        let values: [String: Any] = [
            "categories": categories, "markets": Words(context.language).markets, "query": "?assessment",
        ]
        return try page("assessment", values, request, context)
    }

    private func login(_ request: Request, _ context: ServeContext) throws -> Response {
        try page("login", [:], request, context)
    }

    /// Takes the token from the form, and lets the browser in under a new name, so that no name set before counts.
    private func enter(_ request: Request, _ context: ServeContext) async throws -> Response {
        var request = request
        let body = String(buffer: try await request.collectBody(upTo: 4096))
        var form = URLComponents()
        form.percentEncodedQuery = body.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "#" } ? body : ""
        let given = form.queryItems?.first { $0.name == "token" }?.value ?? ""
        guard let token = checks.settings.token, try attempts.isRight(given, token, from: context.address) else {
            return try page("login", ["isWrong": true], request, context, status: .unauthorized)
        }
        let visitor = CheckID().description
        sessions.add(visitor)
        var response = Response.redirect(to: "/")
        response.setCookie(Sessions.make(visitor, for: request))
        return response
    }

    /// Sets the language, and goes back to the page that asked.
    private func speak(_ request: Request, _ context: ServeContext) throws -> Response {
        guard let language = context.parameters.get("language").flatMap({ PageLanguage(rawValue: $0) }) else {
            throw Refusal.notFound
        }
        let id = request.uri.queryParameters["check"].flatMap { CheckID($0) }
        let pages: KeyValuePairs<Substring, String> = ["list": "/checks", "assessment": "/self-assessment"]
        let named = pages.first { request.uri.queryParameters[$0.key] != nil }?.value
        var response = Response.redirect(to: id.map { "/checks/\($0)" } ?? named ?? "/")
        response.setCookie(
            Cookie(name: "shiplint-language", value: language.rawValue, maxAge: 365 * 86_400, path: "/", sameSite: .lax)
        )
        return response
    }

    private func list(_ request: Request, _ context: ServeContext) async throws -> Response {
        let words = Words(context.language)
        let records = context.visitor == nil ? [] : try await checks.store.list(of: context.visitor)
        let rows = records.map { record in words.row(record) }
        let values: [String: Any] = [
            "rows": rows, "isEmpty": rows.isEmpty, "query": "?list",
            "kept": words.kept(checks.settings.stores ? checks.settings.keepDays : nil),
        ]
        return try page("list", values, request, context)
    }

    private func show(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try APIRoutes.id(context)
        let record = try await checks.find(id)
        let words = Words(context.language)
        var values = words.row(record)
        values["query"] = "?check=\(id)"
        values["isFinished"] = record.state == .finished
        values["isFailed"] = record.state == .failed
        values["isPending"] = !record.isOver
        values["isAssessment"] = record.isAssessment
        values["isGlance"] = !checks.settings.stores
        values["problem"] = words.problem(record)
        values["correct"] = words.texts[record.isAssessment ? "assessment-files" : "correct"]
        if record.isAssessment, record.isOver, let answers = await checks.answers(record) {
            values["answers"] = words.answers(answers)
        }
        if let changes = try checks.changes(record) { values["changes"] = words.changes(changes) }
        return try page("check", values, request, context)
    }

    private func page(
        _ name: String,
        _ values: [String: Any],
        _ request: Request,
        _ context: ServeContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let words = Words(context.language)
        var all: [String: Any] = ["w": words.texts, "language": context.language == .chinese ? "zh-Hans" : "en"]
        all["isChinese"] = context.language == .chinese
        all["script"] = words.script
        all["needsToken"] = checks.settings.token != nil
        all.merge(values) { $1 }
        guard let content = templates.render(all, withTemplate: name) else { throw Refusal.notFound }
        all["content"] = content
        guard let text = templates.render(all, withTemplate: "page") else { throw Refusal.notFound }
        var response = Response.text(text, type: "text/html; charset=utf-8")
        response.status = status
        return response
    }
}
