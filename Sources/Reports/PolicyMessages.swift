internal import CEL
internal import Records
internal import Rules

/// The wording of what is said about policies, in both languages.
struct PolicyMessages {
    let language: Language

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    func title(_ asOf: CalendarDate) -> String { say("policies as of \(asOf)", "截至 \(asOf) 的政策") }

    func heading(_ phase: Policy.Phase) -> String {
        switch phase {
        case .rule: say("a rule today", "现行规定")
        case .coming: say("adopted, coming", "已通过，即将实施")
        case .direction: say("only a direction: no duty follows from it", "仅为政策方向：未由此产生义务")
        case .ended: say("no longer binding", "已失效")
        }
    }

    /// What a policy is on the day, with its date.
    func phase(_ policy: Policy, on date: CalendarDate) -> String {
        switch policy.phase(on: date) {
        case .rule: policy.effective.map { say("a rule since \($0)", "自 \($0) 起施行") } ?? say("a rule", "现行规定")
        case .coming(let day?): say("coming on \(day)", "将于 \(day) 实施")
        case .coming(nil): say("adopted, its date is not settled", "已通过，实施日期未定")
        case .direction:
            policy.status == .draft
                ? say("a draft, not a requirement", "草案，并非强制要求") : say("a signal, not a requirement", "政策信号，并非强制要求")
        case .ended: policy.until.map { say("ended on \($0)", "已于 \($0) 失效") } ?? say("repealed", "已废止")
        }
    }

    func overdue(_ date: CalendarDate) -> String { say("review was due on \(date)", "应于 \(date) 前复核") }

    func reading(_ reading: Policy.Reading) -> String {
        switch reading {
        case .original: say("the issuer's own text was read", "已查阅发布机关原文")
        case .copy: say("a copy of the text was read", "已查阅转载文本")
        case .report: say("only reports about it were read", "仅查阅相关报道")
        case .unread: say("not read yet", "尚未查阅")
        }
    }

    var issuer: String { say("issued by", "发布机关") }
    var instrument: String { say("instrument", "文号") }
    var markets: String { say("destinations", "目的市场") }
    var everywhere: String { say("all", "全部") }
    var categories: String { say("goods", "产品类别") }
    var hsCodes: String { say("HS codes beginning with", "HS编码开头") }
    var kinds: String { say("documents to review", "需复核的单证") }
    var areas: String { say("areas", "重点领域") }
    var known: String { say("known", "已知内容") }
    var open: String { say("open question", "待确认问题") }
    var places: String { say("places", "涉及地区") }
    var source: String { say("source", "来源") }
    var verified: String { say("last looked at", "最近核对") }
    var review: String { say("to be reviewed by", "下次复核期限") }
    var rules: String { say("rules that rest on it", "以其为依据的规则") }
    var none: String { say("none", "无") }
    var separator: String { say(", ", "、") }
    var colon: String { say(": ", "：") }

    func incomplete(_ names: String) -> String {
        say("\(names) (this list is not complete)", "\(names)（名单不完整）")
    }

    // MARK: Exposure

    func exposure(_ asOf: CalendarDate) -> String { say("policy exposure as of \(asOf)", "截至 \(asOf) 的政策影响") }
    func line(_ name: String, _ products: Int) -> String {
        say("\(name): \(products) product\(products == 1 ? "" : "s")", "\(name)：\(products) 个产品")
    }
    var uncategorised: String { say("goods of no known category", "类别未知的产品") }
    var untouched: String { say("no policy of the register concerns it", "登记的政策均不涉及") }
    var toReview: String { say("review", "复核") }
    var absent: String { say("not here", "资料中没有") }
}
