internal import Foundation

/// The findings of a report, counted by rule.
struct Findings: Decodable {
    private struct Dossier: Decodable {
        struct Finding: Decodable {
            let rule: String
        }

        struct LeftOut: Decodable {
            let rule: String
            let count: Int
        }

        let findings: [Finding]
        let leftOut: [LeftOut]
    }

    private let dossiers: [Dossier]

    /// Checks a path, and reads what was found.
    ///
    /// - Returns: how many findings there are by rule, those that the report leaves out included.
    static func count(_ shiplint: String, _ path: String, _ options: [String]) -> [String: Int] {
        let report = "\(path).report.json"
        defer { try? FileManager.default.removeItem(atPath: report) }
        guard Measurement.run([shiplint, "check", path, "--output", "json=\(report)"] + options) != nil,
            let data = FileManager.default.contents(atPath: report),
            let findings = try? JSONDecoder().decode(Findings.self, from: data)
        else { return [:] }
        var counts: [String: Int] = [:]
        for dossier in findings.dossiers {
            for finding in dossier.findings { counts[finding.rule, default: 0] += 1 }
            for entry in dossier.leftOut { counts[entry.rule, default: 0] += entry.count }
        }
        return counts
    }
}
