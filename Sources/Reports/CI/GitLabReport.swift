internal import CEL
package import Linting
package import Records
internal import Rules

/// The report as GitLab's code quality report: an array of what Code Climate calls issues, worst first.
///
/// GitLab shows nothing without a path and a line, so what is about a dossier as a whole stands at its path. Members beyond
/// GitLab's own are ignored by it, and carry the rest.
package struct GitLabReport {
    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The whole report.
    package func render(_ report: Report) -> String {
        // Of issues with one fingerprint GitLab shows one, and two dossiers may have findings that are alike.
        var seen: [String: Int] = [:]
        var issues = report.worstFirst.map { ranked in
            let number = seen[ranked.finding.fingerprint, default: 0]
            seen[ranked.finding.fingerprint] = number + 1
            return issue(ranked, number)
        }
        for dossier in report.dossiers {
            issues += dossier.leftOut.map { left in
                issue(words.leftOut(left.count, left.rule), "left-out/\(left.rule)", "info", dossier.path)
            }
            issues += dossier.notCheckedByWeight.map { entry in
                issue(
                    "\(words.notChecked): \(entry.reason[words.language])",
                    "not-checked/\(entry.rules.joined(separator: ","))",
                    entry.sort == .blocking ? "major" : "info",
                    entry.path.map(dossier.file(of:)) ?? dossier.path,
                    entry.properties
                )
            }
        }
        return JSONValue.array(issues).text() + "\n"
    }

    private func issue(_ ranked: RankedFinding, _ number: Int) -> JSONValue {
        let finding = ranked.finding
        let severity =
            switch finding.severity {
            case .error: "critical"
            case .warning: "minor"
            case .note: "info"
            }
        return issue(
            finding.message[words.language],
            finding.rule,
            severity,
            ranked.file,
            line: finding.location.position?.line ?? 1,
            fingerprint: number == 0
                ? finding.fingerprint
                : Fingerprint.hexadecimal(Fingerprint.hash([finding.fingerprint, ranked.path, "\(number)"])),
            [
                (
                    "parameters",
                    .object(finding.parameters.map { ($0.name, .string($0.value)) })
                )
            ]
        )
    }

    private func issue(
        _ description: String,
        _ rule: String,
        _ severity: String,
        _ path: String,
        line: Int = 1,
        fingerprint: String? = nil,
        _ more: [(String, JSONValue)] = []
    ) -> JSONValue {
        .object(
            [
                ("description", .string(TextEscape.printable(description))),
                ("check_name", .string(rule)),
                (
                    "fingerprint",
                    .string(fingerprint ?? Fingerprint.hexadecimal(Fingerprint.hash([rule, path, description])))
                ),
                ("severity", .string(severity)),
                (
                    "location",
                    .object([
                        ("path", .string(RepositoryPath.of(path))), ("lines", .object([("begin", .number(line))])),
                    ])
                ),
            ] + more
        )
    }
}
