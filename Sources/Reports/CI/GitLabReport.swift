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
        var issues = report.worstFirst.map(issue)
        for dossier in report.dossiers {
            issues += dossier.leftOut.map { left in
                issue(words.leftOut(left.count, left.rule), "left-out/\(left.rule)", "info", dossier.path)
            }
            issues += dossier.notCheckedByWeight.map { entry in
                issue(
                    "\(words.notChecked): \(entry.reason[words.language])",
                    "not-checked/\(entry.rules.joined(separator: ","))",
                    entry.sort == .blocking ? "major" : "info",
                    entry.path ?? dossier.path
                )
            }
        }
        return JSONValue.array(issues).text() + "\n"
    }

    private func issue(_ ranked: RankedFinding) -> JSONValue {
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
            ranked.path,
            line: finding.location.position?.line ?? 1,
            fingerprint: finding.fingerprint,
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
                        ("path", .string(relative(path))), ("lines", .object([("begin", .number(line))])),
                    ])
                ),
            ] + more
        )
    }

    /// GitLab wants paths from the repository's root, without `./`.
    private func relative(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}
