internal import Dispatch
internal import Linting

/// One line on a terminal that says how far a run is, from its second second on; none in a pipe or in CI.
struct ProgressLine {
    private let timer: (any DispatchSourceTimer)?
    /// The line is written here only, so that nothing is written once it was taken away.
    private let queue = DispatchQueue(label: "shiplint.progress")

    /// Begins to watch a meter.
    init(_ meter: Meter) {
        guard Terminal.showsProgress else {
            timer = nil
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        let start = ContinuousClock.now
        timer.setEventHandler {
            let counts = meter.counts
            let spent = start.duration(to: .now).components
            let tenths = Int(spent.seconds) * 10 + Int(spent.attoseconds / 100_000_000_000_000_000)
            let megabytes = counts.bytes / 1_000_000
            Terminal.rewrite(
                "\(counts.files) files, \(megabytes) MB, \(counts.records) records, "
                    + "\(megabytes * 10 / max(1, tenths)) MB/s"
            )
        }
        timer.schedule(deadline: .now() + 1, repeating: .milliseconds(200))
        timer.activate()
        self.timer = timer
    }

    /// Takes the line away.
    func end() {
        guard let timer else { return }
        timer.cancel()
        queue.sync { Terminal.rewrite("") }
    }
}
