internal import Linting
internal import Records

/// What `--statistics` prints.
struct StatisticsText {
    private let language: Language

    init(_ language: Language) { self.language = language }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    /// How many rules are named.
    private static let slowest = 10

    /// Writes a run's statistics to standard error.
    func report(_ meter: Meter) {
        let counts = meter.counts
        var lines = [
            say(
                "\(counts.files) files, \(counts.bytes) bytes, \(counts.records) records",
                "\(counts.files) 个文件，\(counts.bytes) 字节，\(counts.records) 条记录"
            )
        ]
        lines += counts.phases.map { "\(milliseconds($0.time))  \(phase($0.name))" }
        lines.append("\(column(Meter.peakMemory >> 20)) MB  \(say("peak memory", "内存峰值"))")
        lines.append(say("the rules that took longest, on all threads:", "最耗时的规则（各线程合计）："))
        let rules = counts.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.slowest)
        lines += rules.map { "\(milliseconds($0.value))  \($0.key)" }
        Terminal.report(lines.joined(separator: "\n"))
    }

    private func phase(_ name: String) -> String {
        guard language == .chinese else { return name }
        return [
            "load rules and formats": "加载规则和格式", "read and judge documents": "读取并判断单证",
            "compare documents and report": "核对单证并汇总",
        ][name] ?? name
    }

    private func milliseconds(_ time: Duration) -> String {
        let parts = time.components
        return "\(column(Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))) ms"
    }

    private func column(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
