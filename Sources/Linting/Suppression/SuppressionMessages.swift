internal import CEL
internal import Records
internal import Rules

/// The wording of what is said about suppressions and baselines themselves.
enum SuppressionMessages {
    /// A suppression that takes nothing out.
    static func unused(_ rules: [String]) -> Message {
        let names = rules.joined(separator: ", ")
        return Message(
            text: LocalizedText(
                english: "nothing of \(names) is found here any more; the suppression can go",
                chinese: "此处已没有 \(names) 的发现；可以删除这条屏蔽"
            ),
            parameters: .named(["rules": names])
        )
    }

    /// A suppression whose day has passed.
    static func expired(_ rules: [String], _ until: CalendarDate) -> Message {
        let names = rules.joined(separator: ", ")
        return Message(
            text: LocalizedText(
                english: "the suppression of \(names) ended on \(until); mend what it hid, or give a later day",
                chinese: "对 \(names) 的屏蔽已于 \(until) 到期；请修正其所屏蔽的问题，或改为更晚的日期"
            ),
            parameters: .named(["rules": names, "until": until.description])
        )
    }

    /// A suppression in a comment that takes nothing out.
    static func unused(_ rules: [String], at spot: Draft.Spot) -> Draft {
        draft("suppression/unused", unused(rules), at: spot)
    }

    /// A suppression in a comment whose day has passed.
    static func expired(_ rules: [String], _ until: CalendarDate, at spot: Draft.Spot) -> Draft {
        draft("suppression/expired", expired(rules, until), at: spot)
    }

    private static func draft(_ rule: String, _ message: Message, at spot: Draft.Spot) -> Draft {
        Draft(rule: rule, severity: .warning, message: message.text, parameters: message.parameters, spot: spot)
    }

    /// A comment that begins with `shiplint` and says nothing.
    static func malformed(_ fault: SuppressionRemark.Fault, at spot: Draft.Spot) -> Draft {
        let (name, value, text) =
            switch fault {
            case .form:
                (
                    "form", "",
                    LocalizedText(
                        english: "the comment is not understood: write 'shiplint ignore: transaction/line-amount; "
                            + "until: 2027-01-31; reason: …'",
                        chinese: "无法理解此注释：请写成“shiplint ignore: transaction/line-amount; until: 2027-01-31; reason: …”"
                    )
                )
            case .date(let text):
                (
                    "date", text,
                    LocalizedText(
                        english: "'\(text)' is no day like 2027-01-31, so nothing is suppressed",
                        chinese: "“\(text)”不是 2027-01-31 这样的日期，因此未屏蔽任何内容"
                    )
                )
            case .reason:
                (
                    "reason", "",
                    LocalizedText(
                        english: "the comment gives no reason, so nothing is suppressed: add '; reason: …'",
                        chinese: "此注释没有说明理由，因此未屏蔽任何内容：请加上“; reason: …”"
                    )
                )
            }
        let message = Message(text: text, parameters: .named(["fault": name, "value": value]))
        return draft("suppression/malformed", message, at: spot)
    }

    /// An entry of a baseline that no finding uses.
    static func gone(_ entry: Baseline.Entry) -> Message {
        Message(
            text: LocalizedText(
                english: "this is no longer found, so its line can go: \(entry.path): \(entry.message) [\(entry.rule)]",
                chinese: "此项已不再出现，可以删除该行：\(entry.path)：\(entry.message) [\(entry.rule)]"
            ),
            parameters: .named(["path": entry.path, "message": entry.message, "rule": entry.rule])
        )
    }

    /// Further entries that no finding uses.
    static func moreGone(_ count: Int, _ path: String) -> Message {
        Message(
            text: LocalizedText(
                english: "\(count) further entries are no longer found; --write-baseline \(path) writes those that are",
                chinese: "另有 \(count) 项已不再出现；--write-baseline \(path) 可重新写入仍存在的项"
            ),
            parameters: .named(["count": "\(count)", "path": path])
        )
    }
}
