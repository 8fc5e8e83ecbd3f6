/// The verdict on a dossier.
package enum Readiness: String, Sendable {
    /// Nothing stands in the way.
    case ready
    /// Only warnings.
    case readyWithWarnings = "ready with warnings"
    /// An error, or something blocking that was not checked.
    case notReady = "not ready"
}
