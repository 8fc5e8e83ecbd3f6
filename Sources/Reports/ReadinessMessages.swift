internal import Linting
internal import Records
internal import Rules

/// The wording of the matrix of readiness, in both languages.
struct ReadinessMessages {
    let language: Language

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    func title(_ path: String) -> String { say("readiness of \(path)", "\(path) 的准备情况") }
    var stage: String { say("stage", "阶段") }
    var product: String { say("product", "产品") }
    var category: String { say("category", "类别") }
    var market: String { say("market", "市场") }
    var verdict: String { say("verdict", "结论") }
    var unknown: String { say("unknown", "未知") }
    var noProducts: String { say("no product, vehicle or goods line was found", "未发现产品、车辆或货物行") }
    var noMarket: String {
        say(
            "no market is known: name some with --markets to see what they expect",
            "目的市场未知：可用 --markets 指定市场以查看其要求"
        )
    }
    var separator: String { say(", ", "、") }
    var colon: String { say(": ", "：") }

    func symbol(_ state: ReadinessMatrix.State) -> String {
        switch state {
        case .there: "+"
        case .unreadable: "?"
        case .missing: "-"
        case .contradicting: "!"
        case .signal: "~"
        }
    }

    /// What became of something expected, as every report and the page say it.
    static func state(_ state: ReadinessMatrix.State) -> LocalizedText {
        let (english, chinese) =
            switch state {
            case .there: ("there", "已有")
            case .unreadable: ("there, its content not checked", "已有，内容未检查")
            case .missing: ("missing", "缺少")
            case .contradicting: ("contradicting", "相互矛盾")
            case .signal: ("only a signal speaks of it", "仅有政策信号提及")
            }
        return LocalizedText(english: english, chinese: chinese)
    }

    func state(_ state: ReadinessMatrix.State) -> String { Self.state(state)[language] }

    func source(_ source: Categories.Source?) -> String {
        switch source {
        case .field?: say("by its field", "按字段")
        case .hsCode?: say("by its HS code", "按HS编码")
        case .words?: say("by its words", "按描述文字")
        case .configuration?: say("by the configuration", "按配置")
        case nil: say("told by nothing", "无法判定")
        }
    }

    func leftOut(_ count: Int) -> String { say("\(count) more products are not shown", "另有 \(count) 个产品未显示") }

    func all(_ count: Int) -> String { say("all \(count) products that need it", "全部 \(count) 个需具备的产品") }

    func more(_ count: Int) -> String { say("and \(count) more", "等另外 \(count) 个") }

    func binding(_ date: String) -> String { say("binding from \(date)", "自 \(date) 起施行") }
}
