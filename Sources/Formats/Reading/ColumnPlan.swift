/// Which fields of which record types somebody reads.
package struct ColumnPlan: Sendable {
    /// For each record type, by index, for each field whether it is wanted.
    package var fields: [[Bool]]
    /// For each record type, for each field and then for the unit of each, whether somebody asks how it is written; an inner
    /// list may be empty.
    package var written: [[Bool]]

    /// Makes a plan.
    package init(fields: [[Bool]], written: [[Bool]]? = nil) {
        self.fields = fields
        self.written = written ?? fields.map { _ in [] }
    }
}
