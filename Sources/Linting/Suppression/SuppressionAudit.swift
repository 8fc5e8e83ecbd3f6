internal import Records
internal import Rules

/// Looks back on a run's suppressions: which of the configuration expired or did nothing, and which entries of the
/// baseline are no longer found.
struct SuppressionAudit {
    /// So many entries of a baseline are told one by one.
    private static let limit = 50

    let suppressor: Suppressor
    let baseline: Baseline?
    let request: CheckRequest
    let context: RunContext

    /// What is wrong, as findings about the configuration and the baseline.
    func findings() -> [Finding] {
        var findings: [Finding] = []
        for (index, rule) in context.configuration.suppressions.enumerated() {
            if let until = rule.until, until < context.asOf {
                findings.append(
                    finding("suppression/expired", SuppressionMessages.expired(rule.rules, until), at: rule.node)
                )
            } else if !suppressor.used.contains(index), isJudged(rule, index) {
                findings.append(finding("suppression/unused", SuppressionMessages.unused(rule.rules), at: rule.node))
            }
        }
        return findings + gone()
    }

    /// Whether this run could have used a suppression: its rules are on, and its documents were read.
    private func isJudged(_ rule: SuppressionRule, _ index: Int) -> Bool {
        guard suppressor.concerned.contains(index),
            rule.path != nil || (request.changedFiles == nil && coversConfiguration)
        else { return false }
        return rule.rules.allSatisfy { pattern in
            pattern.contains("*") || OwnRules.contains(pattern)
                || context.rules.contains { $0.rule.name == pattern }
        }
    }

    /// Whether all that the configuration is about was checked.
    private var coversConfiguration: Bool {
        guard let path = context.configuration.path else { return true }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return request.paths.contains { path in
            let path = path.hasSuffix("/") ? String(path.dropLast()) : path
            return path == folder || (folder.isEmpty && path == ".") || folder.hasPrefix(path + "/")
        }
    }

    private func gone() -> [Finding] {
        guard let baseline else { return [] }
        let unused = suppressor.unusedEntries.filter { entry in
            if suppressor.paths.contains(entry.path) { return true }
            // A document that was not looked at may still hold it.
            return request.changedFiles == nil
                && request.paths.contains { path in
                    path == "." || entry.path.isEmpty || entry.path == path
                        || entry.path.hasPrefix(path.hasSuffix("/") ? path : path + "/")
                }
        }
        let severity: Severity = request.isBaselineStrict ? .error : .note
        var findings = unused.prefix(Self.limit).map { entry in
            make(
                "baseline/gone",
                severity,
                SuppressionMessages.gone(entry),
                path: baseline.path,
                line: entry.line,
                column: 1,
                source: "\(Fingerprint.hexadecimal(entry.fingerprint)) \(entry.rule) \(entry.path)"
            )
        }
        if unused.count > Self.limit {
            let message = SuppressionMessages.moreGone(unused.count - Self.limit, baseline.path)
            findings.append(
                make("baseline/gone", severity, message, path: baseline.path, line: 1, column: 1, source: "")
            )
        }
        return findings
    }

    private func finding(_ rule: String, _ message: Message, at node: DefinitionNode) -> Finding {
        make(
            rule,
            .warning,
            message,
            path: node.file.path,
            line: node.line,
            column: node.column,
            source: String(node.file.line(node.line))
        )
    }

    private func make(
        _ rule: String,
        _ severity: Severity,
        _ message: Message,
        path: String,
        line: Int,
        column: Int,
        source: String
    ) -> Finding {
        Finding(
            rule: rule,
            severity: severity,
            message: message.text,
            parameters: message.parameters,
            location: Location(
                path: path,
                position: Location.Position(
                    line: line,
                    column: column,
                    offset: 0,
                    length: 0,
                    width: 0,
                    source: source,
                    sourceColumn: column,
                    address: "\(path):\(line)"
                )
            ),
            fingerprint: Fingerprint.hexadecimal(Fingerprint.hash([rule, path, message.text.english]))
        )
    }
}
