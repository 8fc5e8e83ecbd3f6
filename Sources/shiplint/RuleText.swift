internal import CEL
internal import Linting
internal import Records
internal import Rules

/// What `shiplint explain` prints, in both languages.
struct RuleText {
    private let language: Language
    /// Cases shown of each sort.
    private static let cases = 3

    init(_ language: Language) {
        self.language = language
    }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    /// A rule of a pack.
    func explain(_ rule: Rule, _ set: RuleSet) -> String {
        var lines = ["\(rule.name): \(rule.title[language])", ""]
        lines.append(item(say("severity", "级别"), severity(rule.severity)))
        lines.append(item(say("why", "原因"), rule.why[language]))
        if let help = rule.help { lines.append(item(say("mend", "修正"), help[language])) }
        lines += basis(rule.basis)
        if let fix = rule.fix {
            let command = fix.safety == .safe ? "shiplint fix" : "shiplint fix --unsafe"
            lines.append(item(say("fix", "自动修正"), say("'\(command)' mends it", "可用 \(command) 修正")))
        }
        for table in rule.tables {
            let path = set.tables.paths[ReferenceTables.set(of: table)]
            let source =
                path
                ?? say("not supplied: name yours under 'tables' in shiplint.yaml", "未提供：请在 shiplint.yaml 的 tables 中指定")
            lines.append(item(say("table", "对照表"), "\(table): \(source)"))
        }
        for (name, value) in zip(rule.settings.names, rule.settings.values) {
            lines.append(item(say("setting", "参数"), "\(name): \(ValueText.shown(value, units: set.units))"))
        }
        lines += ["", say("passes, for example:", "合格示例：")]
        lines += rule.tests.filter { !$0.mustFail }.prefix(Self.cases).map { "  \($0.given.flow)" }
        lines += ["", say("fails, for example:", "不合格示例：")]
        for test in rule.tests.filter(\.mustFail).prefix(Self.cases) {
            lines.append("  \(test.given.flow)")
            guard let example = set.example(of: rule, test) else { continue }
            lines.append("    → \(example.message[language])")
            if let fixed = example.fixed { lines.append("    → \(say("mended to", "修正为")) \(fixed)") }
        }
        if let expansion = rule.expansion {
            lines += ["", say("a short form of:", "等价于：")] + expansion.split(separator: "\n").map { "  \($0)" }
        }
        return (lines + [""] + silence(rule.name, settings: rule.settings.names)).joined(separator: "\n") + "\n"
    }

    /// A rule of a pack as its author looks at it: what it is made of.
    func describe(_ rule: Rule, _ set: RuleSet) -> String {
        let colon = say(": ", "：")
        var lines = ["\(rule.name) (\(rule.severity.rawValue))", rule.title[language], ""]
        lines.append(say("why", "原因") + colon + rule.why[language])
        if let help = rule.help { lines.append(say("help", "建议") + colon + help[language]) }
        lines.append(say("basis", "依据") + colon + "\(rule.basis.status.rawValue), \(rule.basis.source)")
        if let effective = rule.basis.effective { lines.append(say("effective", "生效") + colon + "\(effective)") }
        if let policy = rule.basis.policy {
            lines.append(say("policy", "政策") + colon + "\(policy.name), \(policy.title[language])")
        }
        if let verified = rule.basis.verified { lines.append(say("verified", "核实") + colon + "\(verified)") }
        for (name, value) in zip(rule.settings.names, rule.settings.values) {
            lines.append(say("setting", "参数") + " \(name)\(colon)\(ValueText.shown(value, units: set.units))")
        }
        if let expansion = rule.expansion { lines += ["", expansion] }
        lines.append(say("tests", "用例") + colon + "\(rule.tests.count)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// A rule of no pack.
    func explain(_ name: String, _ own: (title: LocalizedText, why: LocalizedText)) -> String {
        let lines = ["\(name): \(own.title[language])", "", item(say("why", "原因"), own.why[language]), ""]
        return (lines + silence(name, settings: nil)).joined(separator: "\n") + "\n"
    }

    /// What is said in one line, its name in a column.
    private func item(_ name: String, _ text: String) -> String {
        name + String(repeating: " ", count: max(1, 10 - DisplayWidth.of(name))) + text
    }

    private func basis(_ basis: Basis) -> [String] {
        let firmness =
            switch basis.status {
            case .inForce: say("in force", "现行有效")
            case .adopted: say("adopted, a warning until it takes effect", "已通过，生效前仅作警告")
            case .draft: say("a draft: never more than a note", "草案：仅作提示")
            case .signal: say("a policy signal, not a requirement: never more than a note", "政策信号，并非强制要求：仅作提示")
            case .practice: say("practice of the trade", "行业惯例")
            case .repealed: say("repealed: silent", "已废止：不再提示")
            }
        var lines = [item(say("basis", "依据"), "\(basis.source) (\(firmness))")]
        if let effective = basis.effective { lines.append(item("", "\(say("effective", "生效")) \(effective)")) }
        if let until = basis.until { lines.append(item("", "\(say("until", "截止")) \(until)")) }
        if let verified = basis.verified { lines.append(item("", "\(say("verified", "核实")) \(verified)")) }
        let concerned = basis.markets + basis.categories
        if !concerned.isEmpty {
            lines.append(item("", "\(say("only for", "仅适用于")) \(concerned.joined(separator: ", "))"))
        }
        return lines
    }

    private func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: say("error: the document should not go out like this", "错误：单证不应这样发出")
        case .warning: say("warning: somebody should look before it goes out", "警告：发出前应有人核对")
        case .note: say("note: never fails a run", "提示：不会使检查失败")
        }
    }

    /// How to change the rule, or keep it quiet.
    private func silence(_ name: String, settings: [String]?) -> [String] {
        var lines = [say("to change or silence it, in shiplint.yaml:", "如需调整或屏蔽，在 shiplint.yaml 中写：")]
        if let settings {
            let own = settings.isEmpty ? "" : ", settings: {\(settings[0]): …}"
            lines += ["  rules:", "    \(name): {severity: note\(own)}    # \(say("or", "或")) off"]
        }
        let reason = say("why it may stay", "为何可以保留")
        lines += [
            "  suppress:",
            "    - {rule: \(name), path: \"…\", until: 2027-06-30, reason: \(reason)}",
            say("or before an element of XML:", "或在 XML 元素之前写注释："),
            "  <!-- shiplint ignore: \(name); reason: \(reason) -->",
        ]
        return lines
    }
}
