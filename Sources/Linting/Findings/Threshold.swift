package import Rules

/// What makes a run fail, as `--fail-on` and `failOn` say it: `error`, `warning`, `note` or `never`, and `not-checked`.
package struct Threshold: Sendable, Equatable {
    /// The mildest severity that fails; nothing for none.
    package var severity: Severity?
    /// Whether it fails that something which blocks a shipment could not be checked.
    package var notChecked: Bool

    /// Errors fail.
    package static let usual = Threshold(severity: .error, notChecked: false)

    /// What may be said.
    package static let names = Severity.allCases.reversed().map(\.rawValue) + ["never", "not-checked"]

    /// Makes a threshold.
    package init(severity: Severity?, notChecked: Bool) {
        self.severity = severity
        self.notChecked = notChecked
    }

    /// Reads `warning`, or `error,not-checked`; nothing for another word.
    ///
    /// `not-checked` alone adds to the errors.
    package init?(_ text: String) {
        self = .usual
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map({ $0.filter { $0 != " " } }) {
            switch word {
            case "never": severity = nil
            case "not-checked": notChecked = true
            default:
                guard let named = Severity(rawValue: word) else { return nil }
                severity = named
            }
        }
    }

    /// Whether a report fails.
    package func isMet(by report: Report) -> Bool {
        if let severity, Severity.allCases.contains(where: { $0 >= severity && report.count($0) > 0 }) { return true }
        return notChecked && report.dossiers.contains { $0.notChecked.contains { $0.sort == .blocking } }
    }
}
