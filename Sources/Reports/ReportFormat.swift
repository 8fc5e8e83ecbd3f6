package import Linting
package import Records

/// The forms of a report; each is one file of this module.
package enum ReportFormat: String, CaseIterable, Sendable {
    /// As compilers print it, for people at a terminal.
    case text
    /// One object with everything.
    case json
    /// One object a line, as a stream.
    case jsonl
    /// SARIF 2.1.0 (OASIS), for code scanning.
    case sarif
    /// JUnit XML, for test dashboards.
    case junit
    /// Workflow commands of GitHub Actions.
    case github
    /// GitLab's code quality report.
    case gitlab
    /// Checkstyle XML.
    case checkstyle
    /// GitHub Flavored Markdown, for comments and summaries.
    case markdown
    /// A table that spreadsheet programs open.
    case csv
    /// A workbook: a correction list, the agreement matrix, and what was not checked.
    case xlsx
    /// One page that needs nothing beside it.
    case html

    /// What a reporter has to know beside the findings.
    package struct Options: Sendable {
        /// The language of messages.
        package var language: Language
        /// Whether text has ANSI colours.
        package var useColour: Bool
        /// What makes a run fail.
        package var threshold: Threshold

        /// Makes options.
        package init(language: Language, useColour: Bool = false, threshold: Threshold = .usual) {
            self.language = language
            self.useColour = useColour
            self.threshold = threshold
        }
    }

    /// Whether the form shows side by side what the documents say of each part, and what is expected of each product.
    package var showsMatrix: Bool { self == .html || self == .xlsx }

    /// Whether the form is bytes that nobody reads on a terminal.
    package var isBinary: Bool { self == .xlsx }

    /// The report in this form, in UTF-8 where it is text.
    ///
    /// - Throws: `UsageError` where a workbook cannot be made.
    package func render(_ report: Report, _ options: Options) throws(UsageError) -> [UInt8] {
        let language = options.language
        let text: String
        switch self {
        case .text: text = TextReport(language: language, useColour: options.useColour).render(report)
        case .json: text = JSONReport().render(report)
        case .jsonl: text = JSONLinesReport().render(report)
        case .sarif: text = SARIFReport(language: language).render(report)
        case .junit: text = JUnitReport(language: language, threshold: options.threshold).render(report)
        case .github: text = GitHubReport(language: language).render(report)
        case .gitlab: text = GitLabReport(language: language).render(report)
        case .checkstyle: text = CheckstyleReport(language: language).render(report)
        case .markdown: text = MarkdownReport(language: language).render(report)
        case .csv: text = CSVReport(language: language).render(report)
        case .xlsx: return try WorkbookReport(language: language).render(report)
        case .html: text = HTMLReport(language: language).render(report)
        }
        return Array(text.utf8)
    }
}
