/// Records whose fields stand in columns, so that an expression runs over all of them without boxing a value.
public protocol ColumnSource: RecordSource {
    /// How many records there are.
    var count: Int { get }

    /// The cells of a field; nothing where it has no column or holds lists, and is then read record by record.
    func column(_ field: Int) -> ColumnView?

    /// The values of an aggregate, where the records are groups; nothing where they are taken one by one.
    func aggregate(_ id: Int) -> AggregateResults?

    /// How many values an aggregate of different values has, where the records are groups; nothing where they are taken
    /// one by one.
    func aggregateSizes(_ id: Int) -> AggregateResults?
}

extension ColumnSource {
    /// Records have no aggregates.
    public func aggregate(_ id: Int) -> AggregateResults? { nil }

    /// Records have no aggregates.
    public func aggregateSizes(_ id: Int) -> AggregateResults? { nil }
}

/// Gives the variables of an expression that is evaluated record by record.
public protocol RowActivation: Activation {
    /// Makes another record of the source the current one.
    func move(to row: Int)
}
