internal import Rules

/// The work on a document's batches in shares that need nothing of each other.
///
/// What gathers under the same keys stays together, for it numbers them in one table; every task does the same work on the
/// same batches in the same order as without shares, so that nothing that is found depends on them.
enum LaneTasks {
    /// Splits the work in shares of about the same size.
    ///
    /// - Parameters:
    ///   - tasks: for each record type what runs over its batches.
    ///   - context: the run.
    ///   - lanes: how many shares there are.
    /// - Returns: for each share and record type what runs.
    static func split(_ tasks: [[PlannedTask]], _ context: RunContext, lanes: Int) -> [[[PlannedTask]]] {
        // A key costs by its parts, and each gathering some for every record.
        var costs = context.keySpaces.map { $0.parts.count }
        for gathering in context.gatherings { costs[gathering.keySpace] += 2 }
        var loads = Array(repeating: 0, count: lanes)
        var laneOf = Array(repeating: 0, count: costs.count)
        for space in costs.indices.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
            let lane = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
            laneOf[space] = lane
            loads[lane] += costs[space]
        }
        func lane(of task: PlannedTask) -> Int {
            switch task.task {
            case .rule(let index): index % lanes
            case .gathering(let index): laneOf[context.gatherings[index].keySpace]
            }
        }
        return (0..<lanes).map { share in tasks.map { $0.filter { lane(of: $0) == share } } }
    }
}
