internal import Linting

/// What `--statistics` prints.
enum StatisticsText {
    /// How many rules are named.
    private static let slowest = 10

    /// Writes a run's statistics to standard error.
    static func report(_ meter: Meter) {
        let counts = meter.counts
        var lines = ["\(counts.files) files, \(counts.bytes) bytes, \(counts.records) records"]
        lines += counts.phases.map { "\(milliseconds($0.time))  \($0.name)" }
        lines.append("\(column(Meter.peakMemory >> 20)) MB  peak memory")
        lines.append("the rules that took longest, on all threads:")
        let rules = counts.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(slowest)
        lines += rules.map { "\(milliseconds($0.value))  \($0.key)" }
        Terminal.report(lines.joined(separator: "\n"))
    }

    private static func milliseconds(_ time: Duration) -> String {
        let parts = time.components
        return "\(column(Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))) ms"
    }

    private static func column(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
