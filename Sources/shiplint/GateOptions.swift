internal import ArgumentParser
internal import Linting
internal import Records

/// The options of a CI gate: what is known, and what fails.
struct GateOptions: ParsableArguments {
    @Option(
        help: """
            Fail on findings of this severity or worse: error, warning, note, never; 'error,not-checked' fails also where \
            something that blocks a shipment could not be checked.
            """
    )
    var failOn: String?

    @Option(help: "A file of known findings, which are not counted.", completion: .file())
    var baseline: String?

    @Flag(help: "Fail where the baseline lists what is no longer found.")
    var baselineStrict = false

    @Option(help: "Write all findings as a new baseline, and fail on none.", completion: .file())
    var writeBaseline: String?

    @Option(
        help: """
            Check only the dossiers that a change touches: files that differ from where the present branch left this one, \
            such as origin/main, committed or not.
            """
    )
    var changedSince: String?

    @Option(help: "Say also what will be found within so many days or weeks, or by a day: 90d, 12w, 2027-03-31.")
    var horizon: String?

    func validate() throws {
        if let failOn, Threshold(failOn) == nil {
            throw ValidationError("--fail-on is one of \(Threshold.names.joined(separator: ", ")), not '\(failOn)'")
        }
    }

    /// Adds what the options say to a request.
    ///
    /// - Throws: `UsageError` where git does not say what changed.
    func apply(to request: inout CheckRequest) throws(UsageError) {
        request.baselinePath = baseline
        request.isBaselineStrict = baselineStrict
        request.collectsBaseline = writeBaseline != nil
        guard let changedSince else { return }
        var changed: Set<String> = []
        for path in request.paths { changed.formUnion(try Git.changedFiles(since: changedSince, in: path)) }
        request.changedFiles = changed
    }

    /// Adds what will be found within the horizon.
    ///
    /// - Throws: `UsageError` for a horizon that is none.
    func lookAhead(of report: inout Report, _ request: CheckRequest) async throws {
        if let changedSince, report.dossiers.isEmpty {
            Terminal.report(
                Terminal.spoken == .chinese
                    ? "自 \(changedSince) 以来的改动不涉及任何资料夹"
                    : "no dossier is touched by what changed since \(changedSince)"
            )
        }
        guard let horizon else { return }
        guard let end = Horizon.end(horizon, from: report.asOf) else {
            throw UsageError(message: "--horizon is like 90d, 12w or a later day such as 2027-03-31, not '\(horizon)'")
        }
        var view = Horizon(request)
        report.upcoming = try await view.upcoming(after: report, until: end)
    }

    /// Writes the new baseline if one is wanted, or says whether the report fails.
    ///
    /// - Throws: `UsageError` where the baseline cannot be written, the exit status of findings where it fails.
    func conclude(_ report: Report) throws {
        if let writeBaseline {
            let baseline = Baseline(path: writeBaseline, entries: report.baselineEntries)
            try WholeFile.write(Array(baseline.text.utf8), to: writeBaseline)
            let count = baseline.entries.count
            Terminal.report(
                Terminal.spoken == .chinese
                    ? "\(writeBaseline)：\(count) 个已知问题" : "\(writeBaseline): \(count) known findings"
            )
            return
        }
        if threshold(of: report).isMet(by: report) { throw ExitStatus.findings }
    }

    /// What makes the run fail, as the options, else the configuration say it.
    func threshold(of report: Report) -> Threshold {
        (failOn ?? report.configuration.failOn).flatMap { Threshold($0) } ?? .usual
    }
}
