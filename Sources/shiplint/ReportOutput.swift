internal import ArgumentParser
internal import Linting
internal import Reports

/// A form of the report and where it goes, as `--output` gives them: `json`, or `sarif=findings.sarif`.
struct ReportOutput: ExpressibleByArgument, Sendable {
    /// The form.
    let format: ReportFormat
    /// The file it is written to; standard output if nothing.
    let path: String?

    /// What `--output` takes, for help and errors.
    static let formats = ReportFormat.allCases.map(\.rawValue)

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = ReportFormat(rawValue: parts[0]), parts.count < 2 || !parts[1].isEmpty else { return nil }
        self.format = format
        path = parts.count > 1 ? parts[1] : nil
    }

    /// Text on standard output.
    static let usual = ReportOutput(format: .text, path: nil)

    private init(format: ReportFormat, path: String?) {
        self.format = format
        self.path = path
    }

    static var allValueStrings: [String] { formats }
    static var defaultCompletionKind: CompletionKind { .list(formats) }
}
