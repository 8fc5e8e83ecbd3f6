#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Wall time and peak memory of a child process.
struct Measurement {
    /// Wall time in seconds.
    let seconds: Double
    /// Peak resident memory in megabytes.
    let megabytes: Double
    /// The exit status.
    let status: Int32

    /// Runs a command with its output thrown away; nothing where it cannot be started.
    ///
    /// - Parameter arguments: the program, looked up in `PATH`, and its arguments.
    /// - Returns: what it took.
    static func run(_ arguments: [String]) -> Measurement? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in [1, 2] {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        // The copies live until the call returns: posix_spawn copies what it needs.
        var argv: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
        defer { unsafe argv.forEach { unsafe free($0) } }
        unsafe argv.append(nil)
        var child: pid_t = 0
        let started = ContinuousClock.now
        guard unsafe posix_spawnp(&child, arguments[0], &actions, nil, argv, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        guard unsafe wait4(child, &status, 0, &usage) == child else { return nil }
        let duration = ContinuousClock.now - started
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        #if os(Linux)
        let kilobytes = Double(usage.ru_maxrss)
        #else
        let kilobytes = Double(usage.ru_maxrss) / 1024
        #endif
        return Measurement(seconds: seconds, megabytes: kilobytes / 1024, status: (status >> 8) & 0xFF)
    }

    /// The medians of commands that are run in turns, so that a slower moment of the machine meets all of them.
    ///
    /// - Parameters:
    ///   - rounds: how often each is run.
    ///   - commands: the commands.
    /// - Returns: for each its median time and largest memory; nothing for one that cannot be run.
    static func inTurns(_ rounds: Int, _ commands: [[String]]) -> [Measurement?] {
        var runs: [[Measurement]] = commands.map { _ in [] }
        for _ in 0..<rounds {
            for (index, command) in commands.enumerated() { if let run = run(command) { runs[index].append(run) } }
        }
        return runs.map { runs in
            let sorted = runs.sorted { $0.seconds < $1.seconds }
            guard runs.count == rounds else { return nil }
            return Measurement(
                seconds: sorted[rounds / 2].seconds,
                megabytes: runs.map(\.megabytes).max() ?? 0,
                status: sorted[rounds / 2].status
            )
        }
    }
}
