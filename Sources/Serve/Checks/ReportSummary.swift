internal import Foundation

/// What the server reads of a JSON report: the verdict, and the findings to compare.
struct ReportSummary: Decodable, Sendable {
    /// A dossier of the report.
    struct Dossier: Decodable, Sendable {
        let readiness: String
        let findings: [Finding]
    }

    /// A finding.
    struct Finding: Decodable, Sendable {
        /// A text in both languages.
        struct Text: Decodable, Sendable {
            let en: String
            let zh: String
        }

        /// Where it is.
        struct Place: Decodable, Sendable {
            let path: String
            let line: Int?
        }

        let rule: String
        let severity: String
        let message: Text
        let location: Place?
        let fingerprint: String
        /// Those of the same cause, which the report shows below it.
        let folded: [Finding]
    }

    let asOf: String
    let dossiers: [Dossier]
    /// Those of no dossier.
    let findings: [Finding]

    /// Reads a report.
    ///
    /// - Throws: where it is none.
    init(_ file: URL) throws { self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)) }

    /// All findings, each cause once.
    var all: [Finding] { findings + dossiers.flatMap(\.findings) }

    /// The verdict on everything: the worst of the dossiers.
    var readiness: String {
        let ranks = ["not ready", "ready with warnings", "ready"]
        let verdicts = dossiers.map(\.readiness) + (findings.contains { $0.severity == "error" } ? ["not ready"] : [])
        return ranks.first { verdicts.contains($0) } ?? "not ready"
    }

    /// How many findings have a severity.
    func count(_ severity: String) -> Int { all.count { $0.severity == severity } }
}
