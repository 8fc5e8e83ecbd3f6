internal import Linting
internal import Records
internal import Reports
internal import Rules

/// What `shiplint fix` prints, in both languages.
struct FixText {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    /// A line for each mend made, each refused, and each document that others must mend.
    func steps(_ outcome: FixRun.Outcome) -> String {
        var lines = outcome.steps.map { line($0, mark: "") }
        lines += outcome.refused.map { step in
            line(step, mark: say("not made, for its bytes do not allow it: ", "未修正，字节不允许："))
        }
        lines += outcome.hindrances.map { hindrance in
            let count = say("\(hindrance.count) not made", "\(hindrance.count) 处未修正")
            return "\(TextEscape.printable(hindrance.path)): \(count): \(hindrance.reason[language])"
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ step: FixRun.Step, mark: String) -> String {
        let edit = step.fix.edits[0]
        let unsafe = step.fix.safety == .unsafe ? say(" (unsafe)", "（不确定）") : ""
        return "\(TextEscape.printable(edit.path)):\(edit.line):\(edit.column): \(mark)"
            + "\(TextEscape.printable(step.fix.title[language]))\(unsafe) [\(step.rule)]"
    }

    /// One line that says how much was mended and what is left.
    func summary(_ outcome: FixRun.Outcome, isDone: Bool) -> String {
        let (count, files) = (outcome.steps.count, outcome.changes.count)
        var parts = [
            isDone
                ? say("\(count) mended in \(files) \(files == 1 ? "file" : "files")", "已在 \(files) 个文件中修正 \(count) 处")
                : say(
                    "\(count) would be mended in \(files) \(files == 1 ? "file" : "files")",
                    "将在 \(files) 个文件中修正 \(count) 处"
                )
        ]
        if outcome.unsure > 0 {
            parts.append(say("\(outcome.unsure) more with --unsafe", "加 --unsafe 还可修正 \(outcome.unsure) 处"))
        }
        let left = Severity.allCases.reversed().map { severity in
            let count = outcome.report.count(severity)
            return switch severity {
            case .error: say("\(count) \(count == 1 ? "error" : "errors")", "\(count) 个错误")
            case .warning: say("\(count) \(count == 1 ? "warning" : "warnings")", "\(count) 个警告")
            case .note: say("\(count) \(count == 1 ? "note" : "notes")", "\(count) 个提示")
            }
        }
        parts.append(say("left: ", "剩余：") + left.joined(separator: say(", ", "、")))
        return parts.joined(separator: say("; ", "；"))
    }

    /// A patch; on a terminal without what it would obey.
    func diff(_ change: FixRun.Change, isForTerminal: Bool) -> String {
        let text = UnifiedDiff.text(path: change.path, before: change.textBefore, after: change.textAfter)
        guard isForTerminal else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            TextEscape.printable(line.unicodeScalars.last == "\r" ? line.dropLast() : line)
        }.joined(separator: "\n")
    }
}
