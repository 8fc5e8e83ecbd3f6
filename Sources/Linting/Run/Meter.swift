internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Counts what a run does, on all its threads: for progress while it lasts, and for statistics afterwards.
package final class Meter: Sendable {
    /// What a run has done so far.
    package struct Counts: Sendable {
        /// Files that were read to their end.
        package fileprivate(set) var files = 0
        /// Bytes of their text.
        package fileprivate(set) var bytes = 0
        /// Records.
        package fileprivate(set) var records = 0
        /// Phases in their order, with the time that they took.
        package fileprivate(set) var phases: [(name: String, time: Duration)] = []
        /// Time by rule; what rules gather together counts for the first of them, and threads add up.
        package fileprivate(set) var rules: [String: Duration] = [:]
    }

    private let state = Mutex(Counts())
    /// Whether the time of each rule is taken, which costs some itself.
    private let timesRules: Bool

    /// Makes a meter at zero.
    ///
    /// - Parameter timesRules: whether the time of each rule is taken.
    package init(timesRules: Bool = false) {
        self.timesRules = timesRules
    }

    /// What was counted so far.
    package var counts: Counts { state.withLock { $0 } }

    /// The most memory that the process held at any time, in bytes.
    package static var peakMemory: Int {
        var usage = rusage()
        guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
        #if canImport(Glibc)
        return usage.ru_maxrss * 1024
        #else
        return usage.ru_maxrss
        #endif
    }

    func add(files: Int = 0, bytes: Int = 0, records: Int = 0) {
        state.withLock { counts in
            counts.files += files
            counts.bytes += bytes
            counts.records += records
        }
    }

    /// Runs a rule and adds its time.
    func time<Result>(_ rule: @autoclosure () -> String, _ body: () throws -> Result) rethrows -> Result {
        guard timesRules else { return try body() }
        let (name, start) = (rule(), ContinuousClock.now)
        defer {
            let spent = start.duration(to: .now)
            state.withLock { $0.rules[name, default: .zero] += spent }
        }
        return try body()
    }

    /// Ends a phase that began at an instant.
    func end(_ phase: String, since start: ContinuousClock.Instant) {
        let spent = start.duration(to: .now)
        state.withLock { counts in
            if let known = counts.phases.firstIndex(where: { $0.name == phase }) {
                counts.phases[known].time += spent
            } else {
                counts.phases.append((phase, spent))
            }
        }
    }
}
