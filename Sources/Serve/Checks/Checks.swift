internal import Foundation
internal import Hummingbird
internal import Logging

/// The checks of a server: made, filled with files, run, shown, deleted.
struct Checks: Sendable {
    let settings: ServeSettings
    let store: CheckStore
    let metrics: Metrics
    private let runner: CheckRunner
    private let turnstile: Turnstile
    private let logger: Logger

    /// Opens the store below the data folder.
    ///
    /// - Throws: where the folder cannot be used.
    init(_ settings: ServeSettings, _ metrics: Metrics, _ logger: Logger) throws {
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        let folder = settings.folder
        try FileManager.default.createDirectory(
            at: folder.appending(path: "checks"),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let database = folder.appending(path: "checks.sqlite").path(percentEncoded: false)
        store = try CheckStore(settings.stores ? database : nil)
        runner = CheckRunner(settings: settings)
        turnstile = Turnstile(settings.limits.running)
    }

    /// The folder of a check.
    func folder(_ id: CheckID) -> CheckFolder {
        CheckFolder(url: settings.folder.appending(path: "checks/\(id)", directoryHint: .isDirectory))
    }

    /// A check.
    ///
    /// - Throws: `Refusal` where there is none.
    func find(_ id: CheckID) async throws -> CheckRecord { try await store.find(id) }

    /// Makes a check without files, or with those of the one that it corrects.
    func make(_ wish: CheckWish, of visitor: String?, _ language: PageLanguage) async throws -> CheckRecord {
        let id = CheckID()
        var record = CheckRecord(
            id: id.description,
            visitor: visitor,
            previous: wish.after?.description,
            name: wish.name ?? "",
            created: Int(Date().timeIntervalSince1970),
            language: language,
            markets: wish.markets,
            stage: wish.stage
        )
        var source: CheckFolder?
        if let after = wish.after {
            let before = try await store.find(after)
            guard before.isOver else { throw Refusal.notFinished }
            (record.files, record.bytes) = (before.files, before.bytes)
            if wish.name == nil { record.name = before.name }
            record.markets = wish.markets ?? before.markets
            record.stage = wish.stage ?? before.stage
            source = folder(after)
        }
        do {
            try folder(id).make(from: source)
            try await store.insert(record)
        } catch {
            folder(id).remove()
            throw error
        }
        return record
    }

    /// Takes a file into a check that was not run yet.
    ///
    /// Where the check corrects another one, a name without folders stands for the only file that has it.
    ///
    /// - Throws: `Refusal`.
    func put(_ path: DossierPath, into id: CheckID, _ body: RequestBody) async throws -> DossierPath {
        let record = try await open(id)
        let folder = folder(id)
        let arrived = folder.incoming()
        defer { try? FileManager.default.removeItem(at: arrived) }
        let size = try await receive(body, at: arrived)
        var path = path
        if record.previous != nil, path.text == path.name {
            let same = folder.paths().filter { $0.split(separator: "/").last == path.name }
            if same.count == 1 { path = try DossierPath(same[0]) }
        }
        let replaced = try folder.place(arrived, at: path)
        do {
            try await count(files: replaced == nil ? 1 : 0, bytes: size - (replaced ?? 0), in: id)
        } catch {
            try? FileManager.default.removeItem(at: folder.file(path))
            throw error
        }
        return path
    }

    /// Takes the files of a ZIP archive into a check that was not run yet.
    ///
    /// - Throws: `Refusal`.
    func unpack(into id: CheckID, _ body: RequestBody) async throws {
        _ = try await open(id)
        let folder = folder(id)
        let arrived = folder.incoming()
        defer { try? FileManager.default.removeItem(at: arrived) }
        _ = try await receive(body, at: arrived)
        let (files, bytes) = try UploadedArchive(arrived).unpack(into: folder, settings.limits)
        try await count(files: files, bytes: bytes, in: id)
    }

    /// Starts a check; its record tells when it is over.
    ///
    /// - Throws: `Refusal` where it has no files or was run, or too many wait.
    func start(_ id: CheckID) async throws {
        guard await turnstile.length < settings.limits.waiting else { throw Refusal.queueFull }
        _ = try await store.change(id) { record in
            guard record.state == .open else { throw Refusal.isRun }
            guard record.files > 0 else { throw Refusal.noFiles }
            record.state = .waiting
        }
        Task { await run(id) }
    }

    /// Starts a check and waits for its end.
    ///
    /// - Throws: `Refusal` as `start` does.
    func runToEnd(_ id: CheckID) async throws -> CheckRecord {
        try await start(id)
        while true {
            let record = try await store.find(id)
            if record.isOver { return record }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// How many checks are served before one.
    func position(of id: CheckID) async -> Int? { await turnstile.position(of: id) }

    /// A report's file, written first where nobody has asked for its form yet.
    ///
    /// - Throws: `Refusal` where there is no report.
    func report(_ id: CheckID, _ form: ReportForm, share: Bool = false) async throws -> URL {
        let record = try await store.find(id)
        guard record.state == .finished else { throw Refusal.notFinished }
        let folder = folder(id)
        let file = folder.report(form.rawValue, shared: share)
        if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) { return file }
        await turnstile.enter(id)
        let outcome = await runner.run(record, folder, outputs: [(form.rawValue, file)], share: share)
        await turnstile.leave()
        guard outcome == .finished else { throw Refusal.noSuchCheck }
        return file
    }

    /// What a check has of the findings of the one that it corrects; nothing where it corrects none.
    func changes(_ record: CheckRecord) throws -> Changes? {
        guard record.state == .finished, let id = record.checkID,
            let previous = record.previous.flatMap({ CheckID($0) })
        else { return nil }
        let before = folder(previous).report("json")
        guard FileManager.default.fileExists(atPath: before.path(percentEncoded: false)) else { return nil }
        return Changes(from: try ReportSummary(before), to: try ReportSummary(folder(id).report("json")))
    }

    /// Deletes a check for good: its files, its reports, and what is remembered of it.
    ///
    /// - Throws: `Refusal` where there is none, or it runs.
    func delete(_ id: CheckID) async throws {
        let record = try await store.find(id)
        guard record.state != .running, record.state != .waiting else { throw Refusal.notFinished }
        try await store.delete(id)
        folder(id).remove()
    }

    private func open(_ id: CheckID) async throws -> CheckRecord {
        let record = try await store.find(id)
        guard record.state == .open else { throw Refusal.isRun }
        return record
    }

    private func receive(_ body: RequestBody, at file: URL) async throws -> Int {
        let output = try CheckFolder.writing(to: file)
        defer { try? output.close() }
        var size = 0
        for try await buffer in body {
            size += buffer.readableBytes
            guard size <= settings.limits.bytes else { throw Refusal.tooLarge(settings.limits.bytes) }
            try output.write(contentsOf: Data(buffer.readableBytesView))
        }
        metrics.count(.receivedBytes, by: size)
        return size
    }

    private func count(files: Int, bytes: Int, in id: CheckID) async throws {
        let limits = settings.limits
        _ = try await store.change(id) { record in
            guard record.state == .open else { throw Refusal.isRun }
            guard record.files + files <= limits.files else { throw Refusal.tooManyFiles(limits.files) }
            guard record.bytes + bytes <= limits.bytes else { throw Refusal.tooLarge(limits.bytes) }
            record.files += files
            record.bytes += bytes
        }
    }

    private func run(_ id: CheckID) async {
        await turnstile.enter(id)
        let start = ContinuousClock.now
        do {
            let record = try await store.change(id) { $0.state = .running }
            let folder = folder(id)
            let outputs = ["html", "json"].map { (format: $0, file: folder.report($0)) }
            let outcome = await runner.run(record, folder, outputs: outputs, share: false)
            let summary = outcome == .finished ? try? ReportSummary(folder.report("json")) : nil
            _ = try await store.change(id) { $0.conclude(outcome, summary) }
            metrics.count(outcome == .finished ? .finishedChecks : .failedChecks)
        } catch {
            logger.error("a check could not be run", metadata: ["error": "\(error)"])
            _ = try? await store.change(id) { $0.conclude(.crashed, nil) }
            metrics.count(.failedChecks)
        }
        metrics.count(.checkMilliseconds, by: Int((ContinuousClock.now - start) / .milliseconds(1)))
        await turnstile.leave()
    }
}

extension CheckRecord {
    /// Takes in how a run ended.
    fileprivate mutating func conclude(_ outcome: CheckRunner.Outcome, _ summary: ReportSummary?) {
        guard outcome == .finished, let summary else {
            state = .failed
            problem =
                switch outcome {
                case .refused(let said): said
                case .tooLong: "too-long"
                default: "crashed"
                }
            return
        }
        state = .finished
        (asOf, readiness) = (summary.asOf, summary.readiness)
        (errors, warnings, notes) = (summary.count("error"), summary.count("warning"), summary.count("note"))
    }
}
