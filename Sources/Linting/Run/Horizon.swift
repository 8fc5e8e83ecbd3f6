package import CEL
internal import Rules

/// Looks ahead: what will be found, though nothing in the documents changes, because rules take effect and papers expire.
package struct Horizon {
    /// So many days are tried at most; what is then not told apart has the last of its days.
    private static let trials = 200

    private var request: CheckRequest
    private var reports: [Int32: [Key: (dossier: String, finding: Finding)]] = [:]

    /// What a finding is about, and how bad it is.
    private struct Key: Hashable {
        var fingerprint: String
        /// 0 is the worst.
        var severity: Int

        init(fingerprint: String, severity: Int) {
            self.fingerprint = fingerprint
            self.severity = severity
        }

        init(_ finding: Finding) {
            fingerprint = finding.fingerprint
            severity = Severity.allCases.count { $0 > finding.severity }
        }
    }

    /// Makes a view ahead for a request.
    package init(_ request: CheckRequest) {
        self.request = request
        self.request.collectsBaseline = false
        self.request.isUncapped = true
    }

    /// How far a horizon reaches: `90d`, `12w`, or a day such as 2027-03-31; nothing for another text or a day before.
    package static func end(_ text: String, from day: CalendarDate) -> CalendarDate? {
        if let date = CalendarDate(text) { return date >= day ? date : nil }
        guard let count = Int32(text.dropLast()), (1...3700).contains(count) else { return nil }
        switch text.last {
        case "d": return CalendarDate(daysSinceEpoch: day.daysSinceEpoch + count)
        case "w": return CalendarDate(daysSinceEpoch: day.daysSinceEpoch + count * 7)
        default: return nil
        }
    }

    /// What will be found by a day that is not found, or not as bad, on the day of a report; by date.
    ///
    /// Days are halved until those on which something changes stand alone, so the whole check is repeated a few times for
    /// each of them.
    ///
    /// - Throws: what a check throws.
    package mutating func upcoming(after report: Report, until end: CalendarDate) async throws -> [Upcoming] {
        guard end > report.asOf else { return [] }
        let start = report.asOf.daysSinceEpoch
        var upcoming: [Upcoming] = []
        var told: Set<String> = []
        var spans = [(start, end.daysSinceEpoch)]
        while let (from, to) = spans.popLast() {
            let (before, after) = (try await findings(on: from), try await findings(on: to))
            let new = after.filter { key, _ in before[key] == nil && !isWorse(key, in: before) }
            if new.isEmpty { continue }
            if to - from > 1, reports.count < Self.trials {
                let middle = from + (to - from) / 2
                spans.append((middle, to))
                spans.append((from, middle))
                continue
            }
            let entries = new.values.sorted {
                ($0.dossier, $0.finding.location.path, $0.finding.rule, $0.finding.fingerprint)
                    < ($1.dossier, $1.finding.location.path, $1.finding.rule, $1.finding.fingerprint)
            }
            for entry in entries where told.insert(entry.finding.fingerprint).inserted {
                upcoming.append(
                    Upcoming(
                        date: CalendarDate(daysSinceEpoch: to),
                        dossier: entry.dossier,
                        finding: entry.finding
                    )
                )
            }
        }
        return upcoming
    }

    /// Whether the same was found before, and worse.
    private func isWorse(_ key: Key, in found: [Key: (dossier: String, finding: Finding)]) -> Bool {
        (0..<key.severity).contains { found[Key(fingerprint: key.fingerprint, severity: $0)] != nil }
    }

    private mutating func findings(on day: Int32) async throws -> [Key: (dossier: String, finding: Finding)] {
        if let known = reports[day] { return known }
        var request = request
        request.asOf = CalendarDate(daysSinceEpoch: day)
        let report = try await Checker.check(request)
        var found: [Key: (dossier: String, finding: Finding)] = [:]
        for dossier in report.dossiers {
            for finding in dossier.findings.flatMap({ [$0] + $0.folded }) {
                found[Key(finding)] = (dossier.path, finding)
            }
        }
        for finding in report.findings { found[Key(finding)] = ("", finding) }
        reports[day] = found
        return found
    }
}
