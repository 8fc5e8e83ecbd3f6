/// Which fields of which record types somebody reads.
package struct ColumnPlan: Sendable {
    /// For each record type, by index, for each field whether it is wanted.
    package var fields: [[Bool]]

    /// Makes a plan.
    package init(fields: [[Bool]]) {
        self.fields = fields
    }
}
