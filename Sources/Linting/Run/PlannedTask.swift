/// What runs over a batch, with what decides whether it does.
struct PlannedTask: Sendable {
    /// What runs.
    let task: DocumentConsumer.Task
    /// The kinds of documents it is for.
    let kinds: KindSet
    /// The fields of the header that must be known before, as indices.
    let headerFields: [Int]
    /// The documents it is for, as an index of the run's applicabilities.
    let applicability: Int
    /// Fields of the record without which it finds nothing, as indices; none that is inherited.
    let neededFields: [Int]
}
