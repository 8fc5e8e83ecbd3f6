package import CEL
package import Linting
package import Records
internal import Rules

/// Product lines × policies × what they are today × documents to review.
package struct ExposureReport {
    private let words: PolicyMessages
    private let categories: ReadinessMessages
    private let language: Language
    private let asOf: CalendarDate

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - language: the language of the text; JSON is in both.
    ///   - asOf: the day on which the policies are judged.
    package init(language: Language, asOf: CalendarDate) {
        words = PolicyMessages(language: language)
        categories = ReadinessMessages(language: language)
        self.language = language
        self.asOf = asOf
    }

    /// The exposure of some dossiers as text.
    package func render(_ dossiers: [(path: String, exposure: PolicyExposure)]) -> String {
        var lines = [words.exposure(asOf)]
        for (path, exposure) in dossiers {
            lines += ["", path]
            if exposure.lines.isEmpty { lines.append("  \(categories.noProducts)") }
            for line in exposure.lines { lines += self.lines(line) }
        }
        return lines.map(TextEscape.printable).joined(separator: "\n") + "\n"
    }

    private func lines(_ line: PolicyExposure.Line) -> [String] {
        let title = line.title?[language] ?? words.uncategorised
        let source = line.category == nil ? "" : " (\(categories.source(line.source)))"
        var lines = ["  \(words.line("\(title)\(source)", line.numbers.count))"]
        if line.touches.isEmpty { lines.append("    \(words.untouched)") }
        for phase in [Policy.Phase.rule, .coming(nil), .direction] {
            let touches = line.touches.filter { $0.policy.phase(on: asOf).rank == phase.rank }
            guard !touches.isEmpty else { continue }
            lines.append("    \(words.heading(phase))")
            for touch in touches {
                let policy = touch.policy
                let share = touch.goods == line.numbers.count ? "" : " [\(touch.goods)/\(line.numbers.count)]"
                lines.append(
                    "      \(policy.name)\(share)\(words.colon)\(policy.title[language]) (\(words.phase(policy, on: asOf)))"
                )
                let kinds =
                    touch.present.map { $0.title[language] }
                    + touch.absent.map { "\($0.title[language]) (\(words.absent))" }
                if !kinds.isEmpty {
                    lines.append("        \(words.toReview)\(words.colon)\(kinds.joined(separator: words.separator))")
                }
            }
        }
        return lines
    }

    /// The exposure of some dossiers as JSON.
    package func json(_ dossiers: [(path: String, exposure: PolicyExposure)]) -> String {
        func text(_ text: LocalizedText) -> JSONValue {
            .object([("en", .string(text.english)), ("zh", .string(text.chinese))])
        }
        func names(_ kinds: [Kind]) -> JSONValue { .array(kinds.map { .string($0.name) }) }
        func json(_ touch: PolicyExposure.Touch) -> JSONValue {
            .object([
                ("policy", .string(touch.policy.name)),
                ("title", text(touch.policy.title)),
                ("phase", .string(touch.policy.phase(on: asOf).name)),
                ("effective", .optional(touch.policy.effective?.description)),
                ("goods", .number(touch.goods)),
                ("review", .object([("present", names(touch.present)), ("absent", names(touch.absent))])),
            ])
        }
        func json(_ line: PolicyExposure.Line) -> JSONValue {
            .object([
                ("category", .optional(line.category)),
                ("categorySource", .optional(line.source?.rawValue)),
                ("numbers", .array(line.numbers.map { .string($0) })),
                ("policies", .array(line.touches.map(json))),
            ])
        }
        return JSONValue.object([
            ("shiplint", .string("1")),
            ("asOf", .string(asOf.description)),
            (
                "dossiers",
                .array(
                    dossiers.map { path, exposure in
                        .object([("path", .string(path)), ("lines", .array(exposure.lines.map(json)))])
                    }
                )
            ),
        ]).text() + "\n"
    }
}
