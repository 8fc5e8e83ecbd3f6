/// How bad a finding is.
package enum Severity: String, CaseIterable, Sendable {
    /// Worth knowing; never fails anybody's build.
    case note
    /// Somebody should look before it goes out.
    case warning
    /// The document should not go out like this.
    case error
}

extension Severity: Comparable {
    /// Notes are less than warnings, warnings less than errors.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
