package import CEL

/// A rule that looks at one record.
///
/// A class, because every batch that is judged refers to it.
package final class RecordRule: Sendable {
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

    init(recordType: Int, roles: Set<String>?, when: Program?, checks: [Check], reads: ProgramReads) {
        self.recordType = recordType
        self.roles = roles
        self.when = when
        self.checks = checks
        self.reads = reads
    }

    /// Fields without which nothing can be found, as indices: where a batch has none of one, the rule need not run.
    package var neededFields: Set<Int> {
        let failing = checks.map { $0.condition.fieldsNeeded(of: RecordSlot.record, to: .fails) }
        let common = failing.dropFirst().reduce(failing.first ?? []) { $0.intersection($1) }
        return common.union(when?.fieldsNeeded(of: RecordSlot.record, to: .holds) ?? [])
    }
}
