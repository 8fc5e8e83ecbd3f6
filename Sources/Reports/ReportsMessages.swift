internal import Linting
internal import Records
internal import Rules

/// The wording of reports, in both languages.
struct ReportsMessages {
    let language: Language

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: say("error", "错误")
        case .warning: say("warning", "警告")
        case .note: say("note", "提示")
        }
    }

    func readiness(_ readiness: Readiness) -> String {
        switch readiness {
        case .ready: say("ready", "可以发运")
        case .readyWithWarnings: say("ready with warnings", "可以发运，但有警告")
        case .notReady: say("not ready", "不能发运")
        }
    }

    func count(_ count: Int, _ severity: Severity) -> String {
        language == .chinese
            ? "\(count) 个\(self.severity(severity))" : "\(count) \(self.severity(severity))\(count == 1 ? "" : "s")"
    }

    var stage: String { say("stage", "阶段") }
    var documents: String { say("documents", "单证") }
    var drawsOn: String { say("draws on", "依据") }
    var notCompared: String { say("not compared with the others", "未参与比对") }
    var notRecognised: String { say("not recognised", "无法识别") }
    var notHere: String { say("not among the documents", "不在资料中") }

    func dossier(_ path: String) -> String { say("dossier \(path)", "资料夹 \(path)") }

    func shipment(_ name: String) -> String { say("shipment \(name)", "货运 \(name)") }

    func folded(_ count: Int) -> String {
        say("\(count) more \(count == 1 ? "finding has" : "findings have") this cause", "另有 \(count) 个发现源于同一原因")
    }

    func more(_ count: Int, _ rule: String, _ places: [String]) -> String {
        let first = places.joined(separator: ", ")
        return say(
            "\(count) more of [\(rule)]" + (first.isEmpty ? "" : ", next at \(first) …"),
            "[\(rule)] 还有 \(count) 个" + (first.isEmpty ? "" : "，接下来在 \(first) …")
        )
    }

    func leftOut(_ count: Int, _ rule: String) -> String {
        say("\(count) more of \(rule) are not shown", "\(rule) 还有 \(count) 个未显示")
    }

    func suppressed(_ count: Int, _ source: Suppression.Source) -> String {
        switch source {
        case .baseline: say("\(count) known from the baseline, not counted", "\(count) 个已记录在基线中，不计入")
        case .configuration: say("\(count) suppressed by the configuration", "\(count) 个已由配置屏蔽")
        case .comment: say("\(count) suppressed by comments in the documents", "\(count) 个已由单证内的注释屏蔽")
        }
    }

    func fix(_ safety: Fix.Safety) -> String {
        switch safety {
        case .safe: say("'shiplint fix' mends this", "shiplint fix 可修正")
        case .unsafe: say("'shiplint fix --unsafe' would mend this", "shiplint fix --unsafe 可修正，请先核对")
        }
    }

    func hindrance(_ hindrance: Fix.Hindrance) -> String {
        say("'shiplint fix' leaves this: ", "shiplint fix 不改动：") + hindrance.reason[language]
    }

    func from(_ date: String) -> String { say("from \(date)", "自 \(date) 起") }

    func otherFiles(_ files: [String]) -> String {
        say("not read, only listed: ", "未读取，仅列出：") + files.joined(separator: say(", ", "、"))
    }

    var says: String { say("here", "此处为") }
    var help: String { say("help", "建议") }
    var basis: String { say("basis", "依据") }
    var notChecked: String { say("not checked", "未检查") }
    var blocking: String { say("blocking", "阻碍发运") }
    var dossier: String { say("dossier", "资料夹") }
    var unknownKind: String { say("not recognised", "未识别") }
    var separator: String { say("; ", "；") }

    func status(_ basis: Basis) -> String? {
        switch basis.status {
        case .signal: say("a policy signal, not a requirement", "政策信号，并非强制要求")
        case .draft: say("a draft, not a requirement", "草案，并非强制要求")
        case .adopted:
            basis.effective.map { say("adopted, effective \($0)", "已通过，自 \($0) 起生效") }
        case .inForce, .practice, .repealed: nil
        }
    }

    // MARK: What to do next

    /// The heading of a step, with the document where one is meant.
    func step(_ sort: NextStep.Sort, _ document: String, issuer: String?) -> String {
        switch sort {
        case .makeReadable: say("make \(document) readable", "使 \(document) 可以读取")
        case .correct: say("correct the \(document)", "更正\(document)")
        case .askFor:
            say("ask \(issuer ?? "the issuer") to amend the \(document)", "请\(issuer ?? "签发人")修改\(document)")
        case .obtain: say("obtain what is missing", "补齐缺少的单证")
        case .configure: say("bring the configuration up to date", "更新配置")
        case .prepare: say("prepare for what takes effect later", "为即将生效的要求做准备")
        case .know: say("for information: nothing has to be done", "供参考：无需处理")
        }
    }

    /// The heading of a finding's step.
    func step(_ ranked: RankedFinding) -> String {
        let document = ranked.document
        let title = [document?.kind?[language], document?.number].compactMap { $0 }.joined(separator: " ")
        let isNamed = !title.isEmpty && ranked.step.sort != .makeReadable
        return step(
            ranked.step.sort,
            isNamed ? title : ranked.step.path,
            issuer: document?.issuerTitle?[language]
        )
    }

    /// An address within a document: a table's row and column in words of the language, others as they are.
    func address(_ address: String) -> String {
        guard language == .chinese, address.hasPrefix("row ") else { return address }
        let parts = address.dropFirst("row ".count).split(separator: ", column '", maxSplits: 1)
        return "第 \(parts[0]) 行" + (parts.count > 1 ? "，“\(parts[1].dropLast())”列" : "")
    }

    // MARK: Reports that are verified

    var holds: String { say("the report holds", "报告仍然成立") }
    var holdsNot: String { say("the report does not hold", "报告不再成立") }

    func change(_ change: Verification.Change) -> String {
        switch change {
        case .fileChanged: say("file changed", "文件已更改")
        case .fileGone: say("no longer there", "已不存在")
        case .fileNew: say("new file", "新增文件")
        case .rulesChanged: say("other rules", "规则已更改")
        case .findingNew: say("new finding", "新发现")
        case .findingGone: say("no longer found", "不再出现")
        case .readinessChanged: say("other verdict", "结论不同")
        }
    }

    // MARK: Reports kept in a file

    /// `shiplint 0.1.0, rules as of 2026-11-24`.
    func made(_ version: String, _ asOf: String) -> String {
        say("shiplint \(version), rules as of \(asOf)", "shiplint \(version)，规则日期 \(asOf)")
    }

    var packs: String { say("packs", "规则包") }
    var files: String { say("files", "文件") }
    var findings: String { say("findings", "发现") }
    var digest: String { "SHA-256" }
    var corrections: String { say("corrections", "更正清单") }
    var agreement: String { say("agreement", "一致性") }
    var stated: String { say("stated", "项目") }
    var named: String { say("name", "名称") }
    var expected: String { say("expected", "应备") }
    var expectations: String { say("readiness", "就绪情况") }
    func state(_ state: ReadinessMatrix.State) -> String { ReadinessMessages.state(state)[language] }
    var whole: String { say("shipment as a whole", "整票货物") }
    var done: String { say("done", "完成") }
    func moreParts(_ count: Int) -> String { say("\(count) more parts are not shown", "另有 \(count) 个零件未显示") }
    var checked: String { say("checked", "已检查") }
    var noFindings: String { say("no findings", "没有发现问题") }
    var upcoming: String { say("will be found later", "将来会出现") }
    var nextStep: String { say("next step", "下一步") }
    var who: String { say("who has to act", "处理人") }

    /// What a platform's limit left out.
    func beyondLimit(_ counts: [(Severity, Int)]) -> String {
        let listed = counts.filter { $0.1 > 0 }.map { count($0.1, $0.0) }.joined(separator: say(", ", "、"))
        return say("not shown for lack of room: \(listed)", "因数量限制未显示：\(listed)")
    }

    func moreRows(_ count: Int) -> String { say("\(count) more rows", "另有 \(count) 行") }

    /// The names of a table's columns.
    func column(_ column: ReportColumn) -> String {
        switch column {
        case .entry: say("entry", "类别")
        case .severity: say("severity", "级别")
        case .dossier: say("dossier", "资料夹")
        case .step: nextStep
        case .who: who
        case .document: say("document", "单证")
        case .number: say("number", "号码")
        case .file: say("file", "文件")
        case .line: say("line", "行")
        case .column: say("column", "列")
        case .place: say("place", "位置")
        case .subject: say("subject", "对象")
        case .field: say("field", "字段")
        case .value: say("value", "此处的值")
        case .others: say("other values", "其他单证的值")
        case .message: say("finding", "问题")
        case .help: say("how to mend it", "如何更正")
        case .mend: say("mended by 'fix'", "fix 的修正")
        case .rule: say("rule", "规则")
        case .basis: say("basis", "依据")
        case .source: say("source", "出处")
        case .parameters: say("parameters", "参数")
        case .folded: say("more with this cause", "同因问题数")
        case .suppression: say("why not counted", "不计入的原因")
        case .fingerprint: say("fingerprint", "指纹")
        case .digest: digest
        }
    }

    /// What a row of a table is about.
    func entry(_ entry: ReportRow.Entry) -> String {
        switch entry {
        case .finding: say("finding", "发现")
        case .suppressed: say("not counted", "不计入")
        case .leftOut: say("left out", "未显示")
        case .notChecked: notChecked
        case .file: say("file", "文件")
        case .run: say("run", "本次检查")
        }
    }

    /// The status of a basis in words; plain for those that bind or are usual.
    func basis(_ basis: Basis) -> String {
        if let status = status(basis) { return status }
        return switch basis.status {
        case .inForce: say("in force", "现行有效")
        case .practice: say("practice of the trade", "行业惯例")
        case .adopted: say("adopted", "已通过")
        default: basis.status.rawValue
        }
    }
}
