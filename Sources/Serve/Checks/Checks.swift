internal import Foundation
internal import Logging

/// The checks of a server: made, filled with files, run, shown, deleted.
struct Checks: Sendable {
    let settings: ServeSettings
    let store: CheckStore
    let metrics: Metrics
    let runner: CheckRunner
    let turnstile: Turnstile
    let runs = Runs()
    let space: DiskSpace
    let glances = Glances()
    let logger: Logger

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
        turnstile = Turnstile(settings.limits)
        space = DiskSpace(settings.limits.store)
    }

    /// The folder of a check.
    func folder(_ id: CheckID) -> CheckFolder {
        CheckFolder(url: settings.folder.appending(path: "checks/\(id)", directoryHint: .isDirectory))
    }

    /// A check.
    ///
    /// - Throws: `Refusal` where there is none.
    func find(_ id: CheckID) async throws -> CheckRecord {
        let record = try await store.find(id)
        if !settings.stores { glances.note(record.id) }
        return record
    }

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
            stage: wish.stage,
            categories: wish.categories,
            isAssessment: wish.isAssessment
        )
        var source: CheckFolder?
        if let after = wish.after {
            let before = try await store.find(after)
            guard before.isOver else { throw Refusal.notFinished }
            (record.files, record.bytes) = (before.files, before.bytes)
            if wish.name == nil { record.name = before.name }
            record.markets = wish.markets ?? before.markets
            record.stage = wish.stage ?? before.stage
            record.categories = wish.categories ?? before.categories
            record.isAssessment = wish.isAssessment || before.isAssessment
            source = folder(after)
        }
        do {
            try space.take(record.bytes, for: id)
            try folder(id).make(from: source)
            if record.isAssessment, source == nil { try writeQuestions(for: &record) }
            try await store.insert(record)
        } catch {
            folder(id).remove()
            space.set(0, for: id)
            throw error
        }
        return record
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

    /// Deletes a check for good: its files, its reports, and what is remembered of it; one that runs is cut short.
    ///
    /// - Throws: `Refusal` where there is none.
    func delete(_ id: CheckID) async throws {
        _ = try await store.find(id)
        try await forget(id)
    }

    /// Forgets a check.
    ///
    /// The run of one that is under way is ended, and removes then what it still wrote.
    func forget(_ id: CheckID) async throws {
        try await store.delete(id)
        runs.cancel(id)
        folder(id).remove()
        space.set(0, for: id)
        glances.forget(id.description)
    }
}
