package import CEL

/// A rule that looks at one record.
package struct RecordRule: Sendable {
    /// One condition with its place and message; short forms have one for each field.
    package struct Check: Sendable {
        /// True where all is well.
        package let condition: Program
        /// The fields blamed, as indices: the first that is present; none for the record as a whole.
        package let at: [Int]
        /// What is said otherwise.
        package let message: MessageTemplate
        /// How a breach is mended.
        package let fix: RuleFix?
    }

    /// The type of the records, as an index.
    package let recordType: Int
    /// The roles of lines it looks at; nothing for all records.
    package let roles: Set<String>?
    /// Where it applies; nothing for everywhere.
    package let when: Program?
    /// What must hold.
    package let checks: [Check]
    /// What its expressions read.
    package let reads: ProgramReads
}
