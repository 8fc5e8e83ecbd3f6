/// What a corrected dossier has of the findings of the check before it.
struct Changes: Sendable {
    /// Found before, and no more.
    let mended: [ReportSummary.Finding]
    /// Found before and now.
    let remaining: [ReportSummary.Finding]
    /// Found now alone.
    let new: [ReportSummary.Finding]

    /// Compares by fingerprints, which outlast the moving of lines.
    ///
    /// A finding that stood below its cause before is not new where it stands alone now, nor is one mended that stands
    /// below a cause now.
    init(from before: ReportSummary, to after: ReportSummary) {
        let (known, found) = (Self.fingerprints(before.all), Self.fingerprints(after.all))
        mended = before.all.filter { !found.contains($0.fingerprint) }
        remaining = after.all.filter { known.contains($0.fingerprint) }
        new = after.all.filter { !known.contains($0.fingerprint) }
    }

    private static func fingerprints(_ findings: [ReportSummary.Finding]) -> Set<String> {
        findings.reduce(into: []) { all, finding in
            all.insert(finding.fingerprint)
            all.formUnion(fingerprints(finding.folded))
        }
    }
}
