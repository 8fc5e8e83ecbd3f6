package import CEL

/// Why a finding is known and not counted.
package struct Suppression: Sendable {
    /// Where it is said.
    package enum Source: String, CaseIterable, Sendable {
        /// A baseline lists it.
        case baseline
        /// `suppress:` in the configuration.
        case configuration
        /// A comment in the document.
        case comment
    }

    /// Where it is said.
    package var source: Source
    /// The file and the line that say it, as `shiplint.yaml:12`.
    package var place: String
    /// Why, in the user's words; nothing of a baseline.
    package var reason: String?
    /// The last day on which it holds.
    package var until: CalendarDate?

    /// Makes a suppression.
    package init(source: Source, place: String, reason: String? = nil, until: CalendarDate? = nil) {
        self.source = source
        self.place = place
        self.reason = reason
        self.until = until
    }
}
