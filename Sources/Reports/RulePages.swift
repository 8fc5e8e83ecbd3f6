internal import CEL
package import Linting
package import Records
internal import Rules

/// The documentation of rules, made from the packs: one page a pack and a table of all rules, in English and Chinese.
package struct RulePages {
    private let ruleSet: RuleSet
    private let language: Language

    /// Makes the pages of a language.
    ///
    /// - Parameters:
    ///   - set: the packs.
    ///   - language: the language of the pages.
    package init(_ set: RuleSet, language: Language) {
        ruleSet = set
        self.language = language
    }

    /// The pages by file name: `README.md` with the table, and one for each pack.
    package var pages: [String: String] {
        var pages = ["README.md": table]
        for pack in packs { pages["\(pack.name).md"] = page(pack) }
        return pages
    }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    /// The packs by name; one of several files stands once.
    private var packs: [(name: String, title: LocalizedText, rules: [Rule])] {
        ruleSet.packs.sorted { $0.name < $1.name }.map { ($0.name, $0.title, $0.rules) }
    }

    private var origin: String {
        say(
            "Made from `rules/packs/` by `make docs`; edit the packs, not this page.",
            "本页由 `make docs` 根据 `rules/packs/` 生成；请修改规则包，不要直接修改本页。"
        )
    }

    // MARK: Table

    private var table: String {
        let count = packs.reduce(0) { $0 + $1.rules.count }
        var lines = ["# \(say("Rules", "规则"))", "", origin, "", say("\(count) rules.", "共 \(count) 条规则。")]
        for pack in packs {
            lines += ["", "## [\(pack.title[language])](\(pack.name).md)", ""]
            lines.append(
                "| \(say("rule", "规则")) | \(say("severity", "级别")) | \(say("basis", "依据")) | \(say("what it demands", "要求")) |"
            )
            lines.append("| --- | --- | --- | --- |")
            for rule in pack.rules {
                let id = rule.name.drop { $0 != "/" }.dropFirst()
                lines.append(
                    "| [`\(rule.name)`](\(pack.name).md#\(id)) | \(severity(rule.severity)) | \(status(rule.basis.status)) "
                        + "| \(cell(rule.title[language])) |"
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    // MARK: Pages

    private func page(_ pack: (name: String, title: LocalizedText, rules: [Rule])) -> String {
        var lines = ["# \(pack.title[language])", "", origin]
        for rule in pack.rules { lines += [""] + section(rule) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ rule: Rule) -> [String] {
        let id = String(rule.name.drop { $0 != "/" }.dropFirst())
        var lines = ["## \(id)", "", "\(rule.title[language])\(say(".", "。"))", "", rule.why[language], ""]
        func add(_ name: String, _ value: String) {
            if !value.isEmpty { lines.append("- \(name)\(say(": ", "："))\(value)") }
        }
        let separator = say(", ", "、")
        add(say("severity", "级别"), severity(rule.severity))
        add(say("documents", "单证"), kinds(rule).joined(separator: separator))
        let basis = rule.basis
        add(say("basis", "依据"), "\(status(basis.status))\(separator)\(basis.source)")
        if let policy = basis.policy { add(say("policy", "政策"), "\(policy.title[language]) (`\(policy.name)`)") }
        add(say("jurisdiction", "法域"), basis.jurisdiction ?? "")
        add(say("effective", "生效日期"), basis.effective?.description ?? "")
        add(say("until", "失效日期"), basis.until?.description ?? "")
        add(say("markets", "目的市场"), basis.markets.joined(separator: separator))
        add(say("categories", "产品类别"), basis.categories.joined(separator: separator))
        if basis.isBanking {
            add(say("banking", "银行惯例"), say("an error only under a letter of credit", "仅在信用证项下为错误"))
        }
        add(say("last looked at", "最近核对"), basis.verified?.description ?? say("never", "尚未核对"))
        for (name, value) in zip(rule.settings.names, rule.settings.values) {
            add(say("setting", "设置"), "`\(name)`: `\(ValueText.shown(value, units: ruleSet.units))`")
        }
        if let help = rule.help { lines += ["", help[language]] }
        return lines
    }

    /// The kinds of documents that a rule looks at; all if none are named.
    private func kinds(_ rule: Rule) -> [String] {
        var indices = rule.kinds ?? []
        if case .group(let group) = rule.form { for part in group.collections { indices.formUnion(part.kinds ?? []) } }
        if case .document(let kind, _)? = rule.expectation { indices.insert(kind) }
        return indices.sorted().map { ruleSet.vocabulary.kinds[$0].title[language] }
    }

    private func severity(_ severity: Severity) -> String { ReportsMessages(language: language).severity(severity) }

    private func status(_ status: Basis.Status) -> String {
        switch status {
        case .inForce: say("in force", "现行有效")
        case .adopted: say("adopted", "已通过")
        case .draft: say("draft", "草案")
        case .signal: say("policy signal, no requirement", "政策信号，非强制要求")
        case .practice: say("practice", "惯例")
        case .repealed: say("repealed", "已废止")
        }
    }
}
