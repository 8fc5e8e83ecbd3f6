internal import Foundation
internal import Logging

extension Checks {
    /// Starts a check; its record tells when it is over.
    ///
    /// - Throws: `Refusal` where it has no files or was run, or too many wait.
    func start(_ id: CheckID) async throws {
        try await turnstile.admit()
        do {
            _ = try await store.change(id) { record in
                guard record.state == .open else { throw Refusal.isRun }
                guard record.files > 0 else { throw Refusal.noFiles }
                record.state = .waiting
            }
        } catch {
            await turnstile.withdraw()
            throw error
        }
        runs.start(id) { await run(id) }
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
    /// - Throws: `Refusal` where there is no report, or none in this form.
    func report(_ id: CheckID, _ form: ReportForm, share: Bool = false) async throws -> URL {
        let record = try await find(id)
        guard record.state == .finished else { throw Refusal.notFinished }
        let folder = folder(id)
        let file = folder.report(form.rawValue, shared: share)
        if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) { return file }
        try await turnstile.admit()
        await turnstile.enter(id)
        let outcome = await runner.run(record, folder, outputs: [(form.rawValue, file)], share: share)
        await turnstile.leave()
        if let refusal = Refusal(outcome) { throw refusal }
        space.set(folder.size(), for: id)
        return file
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
            let ended = try await store.change(id) { $0.conclude(outcome, summary) }
            space.set(folder.size(), for: id)
            if !settings.stores { glances.note(ended.id) }
            metrics.count(outcome == .finished ? .finishedChecks : .failedChecks)
        } catch  where Task.isCancelled || error as? Refusal == .noSuchCheck {
            // It was deleted meanwhile; the program may still have written something.
            folder(id).remove()
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
                case .tooLong: Self.tooLong
                default: Self.crashed
                }
            return
        }
        state = .finished
        (asOf, readiness) = (summary.asOf, summary.readiness)
        (errors, warnings, notes) = (summary.count("error"), summary.count("warning"), summary.count("note"))
    }
}
