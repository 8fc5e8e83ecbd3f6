internal import Foundation
internal import HTTPTypes
internal import Linting
internal import Records
internal import Rules

/// What the pages say, in one language.
struct Words {
    private let language: PageLanguage

    init(_ language: PageLanguage) { self.language = language }

    private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

    /// The words of the templates, by name.
    var texts: [String: String] { Self.all.mapValues { language == .chinese ? $0.chinese : $0.english } }

    /// The words that the script needs, as attributes of the page's body can hold them.
    var script: String {
        let words = Self.all.filter { $0.key.hasPrefix("js-") }.mapValues {
            language == .chinese ? $0.chinese : $0.english
        }
        let data = try? JSONSerialization.data(withJSONObject: words, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// What a page or a row of the list tells of a check.
    func row(_ record: CheckRecord) -> [String: Any] {
        var row: [String: Any] = [
            "id": record.id, "name": record.name.isEmpty ? say("Files", "文件") : record.name,
            "when": when(record.created), "time": when(record.created, "yyyy-MM-dd'T'HH:mm'Z'"),
            "count": say("\(record.files) \(record.files == 1 ? "file" : "files")", "\(record.files) 个文件"),
            "verdict": verdict(record), "class": style(record),
            "isFinished": record.state == .finished, "created": record.created,
        ]
        if let previous = record.previous { row["previous"] = previous }
        return row
    }

    /// How long checks are kept.
    func kept(_ days: Int?) -> String {
        guard let days else {
            return say(
                "Nothing is stored: a result is gone five minutes after its page is closed.",
                "不保存任何内容：页面关闭五分钟后删除结果。"
            )
        }
        return say("Checks are kept for \(days) days.", "检查保留 \(days) 天。")
    }

    /// Why a check has no report.
    func problem(_ record: CheckRecord) -> String {
        let refusal = Refusal.failed(record.problem)
        return say(refusal.english, refusal.chinese)
    }

    /// The markets that are offered: groups of countries with rules of their own, and some large countries.
    var markets: [[String: String]] {
        let lists = BuiltIn.codeLists
        let column = language == .chinese ? "name_zh" : "name_en"
        let countries = ["US", "GB", "CA", "AU", "JP", "KR", "BR", "MX"]
        let groups = lists["market"]?.rows.keys.sorted() ?? []
        let names = groups.map { ("market", $0) } + countries.map { ("country", $0) }
        return names.map { list, name in ["name": name, "title": lists[list]?.cell(name, column) ?? name] }
    }

    /// The questions of a self-assessment with what is answered.
    func answers(_ entries: [SelfAssessment.Entry]) -> [String: Any] {
        let known = SelfAssessment.entries(in: language.spoken)
        let own = Dictionary(known.map { ($0.number, $0.question) }) { first, _ in first }
        let rows = entries.map { entry in
            [
                "number": entry.number, "question": own[entry.number] ?? entry.question, "answer": entry.answer,
                "evidence": entry.evidence, "date": entry.date,
            ]
        }
        let count = entries.count { !$0.answer.isEmpty }
        return ["rows": rows, "answered": say("\(count) of \(rows.count) answered", "已回答 \(count)/\(rows.count)")]
    }

    /// What changed against the check before.
    func changes(_ changes: Changes) -> [String: Any] {
        let sections: [(String, String, [ReportSummary.Finding])] = [
            ("mended", say("mended", "已改正"), changes.mended),
            ("remaining", say("still there", "仍存在"), changes.remaining),
            ("new", say("new", "新出现"), changes.new),
        ]
        let groups = sections.map { name, title, findings in
            [
                "class": name, "title": title, "count": findings.count, "hasItems": !findings.isEmpty,
                "items": findings.prefix(200).map { finding -> [String: Any] in
                    [
                        "message": language == .chinese ? finding.message.zh : finding.message.en,
                        "place": finding.location.map { place in
                            place.path + (place.line.map { ":\($0)" } ?? "")
                        } ?? "",
                    ]
                },
            ] as [String: Any]
        }
        return ["groups": groups]
    }

    private func when(_ seconds: Int, _ form: String = "yyyy-MM-dd HH:mm 'UTC'") -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = form
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    private func verdict(_ record: CheckRecord) -> String {
        switch (record.state, record.readiness) {
        case (.finished, "ready"): say("Ready", "可以发运")
        case (.finished, "ready with warnings"): say("Ready, with warnings", "可以发运，但有警告")
        case (.finished, _): say("Not ready", "尚不能发运")
        case (.failed, _): say("Could not be checked", "无法检查")
        case (.open, _): say("Waiting for files", "等待文件")
        default: say("Being checked", "正在检查")
        }
    }

    private func style(_ record: CheckRecord) -> String {
        switch (record.state, record.readiness) {
        case (.finished, "ready"): "ready"
        case (.finished, "ready with warnings"): "warnings"
        case (.finished, _), (.failed, _): "not-ready"
        default: ""
        }
    }
}
