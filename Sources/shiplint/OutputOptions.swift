internal import ArgumentParser
internal import Linting
internal import Records
internal import Reports

/// The options of what is reported, in which form, and where to.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The form of the report: \(ReportOutput.formats.joined(separator: ", ")); FORM=FILE writes it to a file.",
            discussion: "May be given several times. One form may go to standard output.",
            valueName: "form[=file]"
        )
    )
    var output: [ReportOutput] = []

    @Flag(help: "Leave out what others should not see: prices, other customers and excerpts of documents.")
    var share = false

    @Flag(name: .customLong("no-color"), help: "No colours, even on a terminal.")
    var noColor = false

    /// What is reported, text on standard output if nothing is said.
    var outputs: [ReportOutput] { output.isEmpty ? [.usual] : output }

    func validate() throws {
        let printed = outputs.filter { $0.path == nil }
        if printed.count > 1 {
            let names = printed.map(\.format.rawValue).joined(separator: " and ")
            throw ValidationError(
                "--output: \(names) cannot both go to standard output; write one to a file, as in --output json=report.json"
            )
        }
        let paths = outputs.compactMap(\.path)
        if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            throw ValidationError("--output: two reports cannot both be written to \(twice)")
        }
        if printed.contains(where: { $0.format.isBinary }), Terminal.isTerminal {
            throw ValidationError(
                "--output: a workbook is not for a terminal; say where to, as in --output xlsx=report.xlsx"
            )
        }
    }

    /// Adds what the reports need to a request, and makes sure that they can be written.
    ///
    /// - Throws: `UsageError` where a file cannot be written, before anything is read.
    func apply(to request: inout CheckRequest) throws(UsageError) {
        for output in outputs {
            if let path = output.path {
                try WholeFile.check(path)
                request.outputs.append(path)
            }
            if output.path != nil || output.format != .text { request.wantsDigests = true }
            if output.format.showsMatrix { (request.wantsAgreement, request.wantsReadiness) = (true, true) }
        }
    }

    /// Writes the reports.
    ///
    /// - Throws: `UsageError` where one cannot be written.
    func write(_ report: Report, language: Language, threshold: Threshold) throws(UsageError) {
        let report = share ? SharedReport.make(report) : report
        for output in outputs {
            let options = ReportFormat.Options(
                language: language,
                useColour: output.path == nil && !noColor && Terminal.takesColour,
                threshold: threshold
            )
            let bytes = try output.format.render(report, options)
            if let path = output.path {
                try WholeFile.write(bytes, to: path)
            } else {
                try Terminal.write(bytes)
            }
            guard output.format == .github, let summary = Terminal.environment("GITHUB_STEP_SUMMARY") else { continue }
            let markdown = MarkdownReport(language: language, limit: MarkdownReport.summary).render(report)
            try WholeFile.append(Array(markdown.utf8), to: summary)
        }
    }
}
