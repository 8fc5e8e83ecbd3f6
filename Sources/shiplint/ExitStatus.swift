internal import ArgumentParser

/// The exit statuses that scripts rely on.
enum ExitStatus {
    /// Nothing at or above `--fail-on`.
    static let success = ExitCode(0)
    /// Findings at or above `--fail-on`, failing cases of rules, or, with `fix --diff`, something to mend.
    static let findings = ExitCode(1)
    /// The run itself could not be done: usage, configuration, an unreadable path, nothing recognised, a report that cannot
    /// be written.
    static let unusable = ExitCode(2)
}
