internal import CEL
internal import Documents
internal import Formats

/// A suppression in a comment of a document: `shiplint ignore: transaction/line-amount; until: 2027-01-31; reason: …`.
///
/// It holds for the element that follows the comment, and all within it.
struct SuppressionRemark: Sendable {
    /// Why a comment that begins with `shiplint` says nothing.
    enum Fault: Error, Sendable, Equatable {
        /// It is not of the form above.
        case form
        /// The day is no day like 2027-01-31.
        case date(String)
        /// It gives no reason.
        case reason
    }

    /// Patterns of rules by full name.
    var rules: [String]
    /// The last day on which it holds; nothing for always.
    var until: CalendarDate?
    /// Why.
    var reason: String

    /// Reads a comment.
    init(_ text: String) throws(Fault) {
        var rules: [String] = []
        var until: CalendarDate?
        var reason = ""
        for (index, part) in text.split(separator: ";", omittingEmptySubsequences: true).enumerated() {
            let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
            // What a reason says may hold semicolons.
            if !reason.isEmpty {
                reason += ";" + part
                continue
            }
            guard pair.count == 2 else { throw .form }
            switch (index, pair[0].lowercased().split(separator: " ").joined(separator: " ")) {
            case (0, "shiplint ignore"): rules = pair[1].split(separator: ",").map(Self.trimmed)
            case (1..., "until"):
                guard let date = CalendarDate(pair[1]) else { throw .date(pair[1]) }
                until = date
            case (1..., "reason"): reason = pair[1]
            default: throw .form
            }
        }
        guard !rules.isEmpty, !rules.contains("") else { throw .form }
        guard !reason.isEmpty else { throw .reason }
        self.rules = rules
        self.until = until
        self.reason = Self.trimmed(reason)
    }

    /// Whether it concerns a rule.
    func names(_ rule: String) -> Bool { rules.contains { Glob.matches(rule, $0) } }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let inner = text.drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[...last])
    }
}
