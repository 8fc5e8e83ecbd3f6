/// The version of this program, by semantic versioning.
package enum ProgramVersion {
    /// As reports and `--version` give it.
    package static let current = "0.1.0"
}
