internal import ArgumentParser

/// The forms of what is no report of findings.
enum PlainForm: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs.
    case json
}
