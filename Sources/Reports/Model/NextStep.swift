internal import CEL
internal import Linting
internal import Records
internal import Rules

/// What somebody has to do about findings, and in which document: the heading under which a clerk works them off.
struct NextStep: Hashable {
    /// What is to be done, in the order in which it is done.
    enum Sort: Int, Comparable, CaseIterable {
        /// A file cannot be read, or not wholly.
        case makeReadable
        /// A document of our own is wrong.
        case correct
        /// Somebody else issued the document and has to amend it.
        case askFor
        /// Something is missing.
        case obtain
        /// The configuration or the baseline is out of date.
        case configure
        /// What is adopted takes effect later.
        case prepare
        /// Nothing has to be done.
        case know

        static func < (left: Sort, right: Sort) -> Bool { left.rawValue < right.rawValue }

        /// The name in data.
        var name: String {
            switch self {
            case .makeReadable: "make-readable"
            case .correct: "correct"
            case .askFor: "ask"
            case .obtain: "obtain"
            case .configure: "configure"
            case .prepare: "prepare"
            case .know: "know"
            }
        }
    }

    /// What is to be done.
    let sort: Sort
    /// The document's path; empty where none is meant.
    let path: String

    /// The step of a finding in a document of a dossier; of no dossier where it is about the configuration.
    init(_ finding: Finding, in dossier: Report.Dossier?, _ document: Report.Document?, asOf: CalendarDate) {
        let isRead = finding.rule.hasPrefix("syntax/") || finding.rule.hasPrefix("format/")
        if dossier == nil {
            sort = .configure
        } else if isRead {
            sort = .makeReadable
        } else if let effective = finding.basis?.effective, effective > asOf {
            sort = .prepare
        } else if finding.severity == .note {
            sort = .know
        } else if finding.location.path.isEmpty {
            sort = .obtain
        } else {
            sort = document?.issuer.map { $0 == "seller" } ?? true ? .correct : .askFor
        }
        path = [.makeReadable, .correct, .askFor].contains(sort) ? finding.location.path : ""
    }
}
