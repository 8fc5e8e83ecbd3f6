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
}
