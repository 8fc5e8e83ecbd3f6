internal import ArgumentParser
internal import Linting

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

    func validate() throws {
        if let failOn, Threshold(failOn) == nil {
            throw ValidationError("--fail-on is one of \(Threshold.names.joined(separator: ", ")), not '\(failOn)'")
        }
    }

    /// Adds what the options say to a request.
    func apply(to request: inout CheckRequest) {
        request.baselinePath = baseline
        request.isBaselineStrict = baselineStrict
        request.collectsBaseline = writeBaseline != nil
    }

    /// Writes the new baseline if one is wanted, or says whether the report fails.
    ///
    /// - Throws: `UsageError` where the baseline cannot be written, the exit status of findings where it fails.
    func conclude(_ report: Report) throws {
        if let writeBaseline {
            let baseline = Baseline(path: writeBaseline, entries: report.baselineEntries)
            try WholeFile.write(Array(baseline.text.utf8), to: writeBaseline)
            Terminal.report("\(writeBaseline): \(baseline.entries.count) known findings")
            return
        }
        if threshold(of: report).isMet(by: report) { throw ExitStatus.findings }
    }

    /// What makes the run fail, as the options, else the configuration say it.
    func threshold(of report: Report) -> Threshold {
        (failOn ?? report.configuration.failOn).flatMap { Threshold($0) } ?? .usual
    }
}
