/// What reading some of the rows or lines of a file gave.
package struct ReadPart: Sendable {
    /// The faults, and the offset behind what was read.
    package var outcome: ReadOutcome
    /// Where its first row begins.
    package var start: Int
    /// Where the next row begins, or the end of the file.
    package var end: Int
    /// Whether the file ends there.
    package var isLast: Bool
}
