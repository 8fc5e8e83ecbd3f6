internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// What programs ask for, as `openapi.yaml` describes it; the page's script uses the same.
struct APIRoutes: Sendable {
    let checks: Checks

    /// Adds the routes.
    func add(to router: Router<ServeContext>) {
        router.post("/api/check", use: check)
        router.get("/api/checks", use: list)
        router.post("/api/checks", use: make)
        router.get("/api/checks/:id", use: show)
        router.delete("/api/checks/:id", use: delete)
        router.put("/api/checks/:id/files/**", use: put)
        router.put("/api/checks/:id/archive", use: unpack)
        router.get("/api/checks/:id/answers", use: answers)
        router.put("/api/checks/:id/answers", use: putAnswers)
        router.put("/api/checks/:id/pack", use: putPack)
        router.post("/api/checks/:id/run", use: run)
        router.get("/api/checks/:id/report", use: report)
        router.get("/api/checks/:id/changes", use: changes)
    }

    /// The check that a path names.
    ///
    /// - Throws: `Refusal` where it cannot be one.
    static func id(_ context: ServeContext) throws(Refusal) -> CheckID {
        guard let id = context.parameters.get("id").flatMap({ CheckID($0) }) else { throw .noSuchCheck }
        return id
    }

    /// An archive in, a report out; where nothing is stored, nothing is left then.
    private func check(_ request: Request, _ context: ServeContext) async throws -> Response {
        guard let form = ReportForm(accepting: request.headers[.accept]) else { throw Self.unacceptable }
        let record = try await checks.make(try wish(request), of: context.visitor, context.language)
        guard let id = record.checkID else { throw Refusal.noSuchCheck }
        do {
            // Nobody knows the name of a check whose request was broken off, so that nothing of it is kept.
            let ended = try await request.body.consumeWithCancellationOnInboundClose { body in
                try await checks.unpack(into: id, body)
                return try await checks.runToEnd(id)
            }
            guard ended.state == .finished else { throw Refusal.failed(ended.problem) }
            var response = try await answer(id, form, share: false)
            response.headers[.location] = "/api/checks/\(id)"
            if !checks.settings.stores { try await checks.delete(id) }
            return response
        } catch {
            // A request that is refused leaves nothing; a task of its own, for this one may be cancelled.
            await Task { try? await checks.delete(id) }.value
            throw error
        }
    }

    private func list(_ request: Request, _ context: ServeContext) async throws -> Response {
        guard context.isOperator || context.visitor != nil else { throw Refusal.unauthorized }
        let records = try await checks.store.list(of: context.isOperator ? nil : context.visitor)
        return Self.json(records.map { Self.object($0) })
    }

    private func make(_ request: Request, _ context: ServeContext) async throws -> Response {
        let record = try await checks.make(try wish(request), of: context.visitor, context.language)
        var response = Self.json(Self.object(record), status: .created)
        response.headers[.location] = "/api/checks/\(record.id)"
        return response
    }

    private func show(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        let record = try await checks.find(id)
        var object = Self.object(record)
        object["paths"] = checks.folder(id).paths()
        if let position = await checks.position(of: id) { object["position"] = position }
        return Self.json(object)
    }

    private func delete(_ request: Request, _ context: ServeContext) async throws -> Response {
        try await checks.delete(try Self.id(context))
        return Response(status: .noContent)
    }

    private func put(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        let given = context.parameters.getCatchAll().joined(separator: "/")
        guard let text = given.removingPercentEncoding else { throw Refusal.unusablePath(given) }
        let path = try await checks.put(try DossierPath(text), into: id, request.body)
        return Self.json(["path": path.text], status: .created)
    }

    private func unpack(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        try await checks.unpack(into: id, request.body)
        return Self.json(["paths": checks.folder(id).paths()], status: .created)
    }

    /// The answers of a supplier, as the file that is checked.
    private func answers(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        _ = try await checks.find(id)
        guard let path = checks.profilePath(of: id) else { throw Refusal.noAnswers }
        let data = try Data(contentsOf: checks.folder(id).files.appending(path: path))
        let name = "attachment; filename=\"\(Checks.profile)\""
        return Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: name],
            body: .init(byteBuffer: ByteBuffer(bytes: data))
        )
    }

    private func putAnswers(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        try await checks.putAnswers(request.body, into: id)
        return Self.json(["paths": checks.folder(id).paths()], status: .created)
    }

    private func putPack(_ request: Request, _ context: ServeContext) async throws -> Response {
        try await checks.putPack(request.body, into: try Self.id(context))
        return Response(status: .noContent)
    }

    private func run(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        try await checks.start(id)
        return Self.json(Self.object(try await checks.find(id)), status: .accepted)
    }

    private func report(_ request: Request, _ context: ServeContext) async throws -> Response {
        let id = try Self.id(context)
        let form: ReportForm?
        if let name = request.uri.queryParameters["form"] {
            form = ReportForm(rawValue: String(name))
        } else {
            form = ReportForm(accepting: request.headers[.accept])
        }
        guard let form else { throw Self.unacceptable }
        return try await answer(id, form, share: request.uri.queryParameters["share"] == "1")
    }

    private func changes(_ request: Request, _ context: ServeContext) async throws -> Response {
        let record = try await checks.find(try Self.id(context))
        guard record.state == .finished else { throw Refusal.notFinished }
        guard let changes = try checks.changes(record) else { throw Refusal.notFound }
        let fingerprints = { (findings: [ReportSummary.Finding]) in findings.map(\.fingerprint) }
        return Self.json([
            "mended": fingerprints(changes.mended), "remaining": fingerprints(changes.remaining),
            "new": fingerprints(changes.new),
        ])
    }

    private static let unacceptable = Refusal.unknownFormat(ReportForm.allCases.map(\.mediaType))

    /// What the query asks for.
    private func wish(_ request: Request) throws(Refusal) -> CheckWish {
        var values: [String: String] = [:]
        for pair in request.uri.query?.split(separator: "&") ?? [] {
            // As forms write it, where a space may be a plus sign.
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding
            }
            guard let name = parts[0] else { throw .unusableValue(String(pair)) }
            guard let value = parts.count == 2 ? parts[1] : "" else { throw .unusableValue(name) }
            values[name] = value
        }
        return try CheckWish(values)
    }

    private func answer(_ id: CheckID, _ form: ReportForm, share: Bool) async throws -> Response {
        let data = try Data(contentsOf: await checks.report(id, form, share: share))
        var headers: HTTPFields = [.contentType: form.contentType]
        if form == .html { headers[.contentSecurityPolicy] = ReportPage.policy(of: data) }
        // Names of other scripts: RFC 8187.
        let name = try await checks.find(id).folderName.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        headers[.contentDisposition] =
            (form == .html ? "inline" : "attachment")
            + "; filename=\"report.\(form.suffix)\"; filename*=UTF-8''\(name ?? "report").\(form.suffix)"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// A check as JSON.
    static func object(_ record: CheckRecord) -> [String: any Sendable] {
        var object: [String: any Sendable] = [
            "id": record.id, "name": record.name, "state": record.state.rawValue, "created": record.created,
            "files": record.files, "bytes": record.bytes, "assessment": record.isAssessment,
        ]
        let texts = [
            "previous": record.previous, "readiness": record.readiness, "markets": record.markets,
            "stage": record.stage, "categories": record.categories,
            "problem": record.problem, "asOf": record.asOf,
        ]
        for (name, text) in texts { object[name] = text }
        if record.state == .finished {
            object["counts"] = ["error": record.errors, "warning": record.warnings, "note": record.notes]
        }
        return object
    }

    /// An answer in JSON.
    static func json(_ value: any Sendable, status: HTTPResponse.Status = .ok) -> Response {
        let body = (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])) ?? Data()
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
