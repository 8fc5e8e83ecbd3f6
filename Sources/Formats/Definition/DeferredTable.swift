internal import Synchronization

/// A table mapping that is built when it is first asked for: a run without tables builds none.
final class DeferredTable: Sendable {
    private let make: @Sendable () -> TableMapping
    private let built = Mutex<TableMapping?>(nil)

    init(_ make: @escaping @Sendable () -> TableMapping) {
        self.make = make
    }

    /// The mapping.
    var mapping: TableMapping {
        built.withLock { built in
            if let built { return built }
            let mapping = make()
            built = mapping
            return mapping
        }
    }
}
