internal import CEL
package import Linting
package import Records

/// What `shiplint verify` says.
package struct VerificationReport {
    private let words: ReportsMessages

    /// Makes a reporter in a language.
    package init(language: Language) { words = ReportsMessages(language: language) }

    /// The differences and the verdict, as text.
    package func text(_ verification: Verification, of recorded: RecordedReport) -> String {
        var lines = ["\(recorded.path): \(words.made(recorded.program, recorded.asOf.description))"]
        lines += verification.differences.map {
            "  \(words.change($0.change)): \(TextEscape.printable($0.text[words.language]))"
        }
        lines.append("  " + (verification.holds ? words.holds : words.holdsNot))
        return lines.joined(separator: "\n") + "\n"
    }

    /// The differences and the verdict, as JSON.
    package func json(_ verification: Verification, of recorded: RecordedReport) -> String {
        JSONValue.object([
            ("report", .string(recorded.path)),
            ("program", .string(recorded.program)),
            ("asOf", .string(recorded.asOf.description)),
            ("holds", .bool(verification.holds)),
            (
                "differences",
                .array(
                    verification.differences.map {
                        .object([
                            ("change", .string($0.change.rawValue)), ("en", .string($0.text.english)),
                            ("zh", .string($0.text.chinese)),
                        ])
                    }
                )
            ),
        ]).text() + "\n"
    }
}
