internal import Synchronization

/// The runs of checks that wait or are under way, each of which can be cut short.
final class Runs: Sendable {
    private let tasks = Mutex<[CheckID: Task<Void, Never>]>([:])

    /// Starts the run of a check.
    func start(_ id: CheckID, _ operation: @escaping @Sendable () async -> Void) {
        tasks.withLock { tasks in
            tasks[id] = Task {
                await operation()
                self.tasks.withLock { _ = $0.removeValue(forKey: id) }
            }
        }
    }

    /// Cuts a run short; does nothing where the check does not run.
    func cancel(_ id: CheckID) { tasks.withLock { $0[id]?.cancel() } }
}
