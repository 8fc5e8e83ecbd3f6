internal import CEL
package import Records

/// Whether a report still holds: what a repeated run says otherwise.
package struct Verification: Sendable {
    /// How something differs from what was recorded.
    package enum Change: String, CaseIterable, Sendable {
        /// A file has other bytes.
        case fileChanged = "file-changed"
        /// A file is not there.
        case fileGone = "file-gone"
        /// A file was not there.
        case fileNew = "file-new"
        /// Another version of the program, or another pack: why findings may differ, by itself no difference.
        case rulesChanged = "rules-changed"
        /// A finding that the report does not have.
        case findingNew = "finding-new"
        /// A finding of the report that is no longer found.
        case findingGone = "finding-gone"
        /// A dossier has another verdict.
        case readinessChanged = "readiness-changed"
    }

    /// One difference.
    package struct Difference: Sendable {
        /// How it differs.
        package let change: Change
        /// What differs, in both languages.
        package let text: LocalizedText
    }

    /// What differs, files first.
    package let differences: [Difference]

    /// Whether files, findings and verdicts are as recorded.
    package var holds: Bool { differences.allSatisfy { $0.change == .rulesChanged } }

    /// Compares a recorded report with the same run done again.
    package init(_ recorded: RecordedReport, again report: Report) {
        var differences: [Difference] = []
        func note(_ change: Change, _ english: String, _ chinese: String? = nil) {
            differences.append(
                Difference(change: change, text: LocalizedText(english: english, chinese: chinese ?? english))
            )
        }
        let files = report.dossiers.reduce(into: [String: String]()) { $0.merge($1.digests) { $1 } }
        for (path, digest) in recorded.files.sorted(by: { $0.key < $1.key }) {
            guard let now = files[path] else {
                note(.fileGone, path)
                continue
            }
            // A report without digests says nothing of the bytes.
            if !digest.isEmpty, now != digest { note(.fileChanged, path) }
        }
        for path in files.keys.sorted() where recorded.files[path] == nil { note(.fileNew, path) }
        if recorded.program != ProgramVersion.current {
            note(.rulesChanged, "shiplint \(recorded.program) → \(ProgramVersion.current)")
        }
        let packs = Dictionary(report.packs.map { ($0.name, $0.sha256 ?? "") }) { $1 }
        for name in Set(packs.keys).union(recorded.packs.keys).sorted() where packs[name] != recorded.packs[name] {
            note(.rulesChanged, name)
        }
        let known = Dictionary(recorded.dossiers.map { ($0.path, $0) }) { $1 }
        for dossier in report.dossiers {
            guard let before = known[dossier.path] else { continue }
            if before.readiness != dossier.readiness.rawValue {
                note(.readinessChanged, "\(dossier.path): \(before.readiness) → \(dossier.readiness.rawValue)")
            }
            let prints = Set(before.findings.map(\.fingerprint))
            for finding in dossier.findings where !prints.contains(finding.fingerprint) {
                let (path, rule) = (finding.location.path, finding.rule)
                note(
                    .findingNew,
                    "\(path): \(finding.message.english) [\(rule)]",
                    "\(path): \(finding.message.chinese) [\(rule)]"
                )
            }
            let now = Set(dossier.findings.map(\.fingerprint))
            for entry in before.findings where !now.contains(entry.fingerprint) {
                note(.findingGone, "\(entry.path): \(entry.message) [\(entry.rule)]")
            }
        }
        let paths = Set(report.dossiers.map(\.path))
        for dossier in recorded.dossiers where !paths.contains(dossier.path) { note(.fileGone, dossier.path) }
        self.differences = differences
    }
}
