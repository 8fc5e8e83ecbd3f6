/// How an expression names the record that changes from row to row.
public enum RowVariable: Sendable {
    /// The variable in a slot is the record.
    case slot(Int)
    /// So many first slots are the record's fields.
    case fields(Int)
    /// The first variable of a macro is the record: the bodies of aggregates.
    case element
    /// Rows are groups of records: aggregates change from row to row, and variables below a slot.
    case groups(constantsFrom: Int)
}
