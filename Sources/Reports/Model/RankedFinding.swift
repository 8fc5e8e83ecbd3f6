internal import CEL
internal import Linting
internal import Rules

/// A finding with what a report of all dossiers needs beside it.
struct RankedFinding {
    /// The dossier; nothing for what is about the configuration or the baseline.
    let dossier: Report.Dossier?
    /// The finding.
    let finding: Finding
    /// The document it is in, if it is in one.
    let document: Report.Document?
    /// What is to be done about it.
    let step: NextStep

    /// The path of its document, else of its dossier, for formats that cannot do without one.
    var path: String { finding.location.path.isEmpty ? dossier?.path ?? "" : finding.location.path }

    /// The path of its file, else of its dossier, for formats that know files only.
    var file: String { finding.location.path.isEmpty ? dossier?.path ?? "" : finding.location.file }
}

extension Report {
    /// The findings that count, worst first, else in the order of the report.
    var worstFirst: [RankedFinding] {
        let all =
            dossiers.flatMap { ranked($0.findings, in: $0) }
            + findings.map {
                RankedFinding(dossier: nil, finding: $0, document: nil, step: NextStep($0, in: nil, nil, asOf: asOf))
            }
        return Severity.allCases.reversed().flatMap { severity in all.filter { $0.finding.severity == severity } }
    }

    /// Findings of a dossier, in their order.
    func ranked(_ findings: [Finding], in dossier: Dossier) -> [RankedFinding] {
        let documents = Dictionary(dossier.documents.map { ($0.path, $0) }) { first, _ in first }
        return findings.map { finding in
            let document = documents[finding.location.path]
            let step = NextStep(finding, in: dossier, document, asOf: asOf)
            return RankedFinding(dossier: dossier, finding: finding, document: document, step: step)
        }
    }
}

extension Report.Dossier {
    /// What was not checked, what blocks a shipment first.
    var notCheckedByWeight: [NotChecked] {
        notChecked.filter { $0.sort == .blocking } + notChecked.filter { $0.sort != .blocking }
    }
}
