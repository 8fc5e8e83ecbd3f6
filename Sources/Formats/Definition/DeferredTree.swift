internal import Synchronization

/// A tree mapping that is built when it is first asked for: most runs meet few of the formats.
final class DeferredTree: Sendable {
    private let build: @Sendable () -> TreeMapping
    private let built = Mutex<TreeMapping?>(nil)

    init(_ build: @escaping @Sendable () -> TreeMapping) {
        self.build = build
    }

    /// The mapping.
    var mapping: TreeMapping {
        built.withLock { built in
            if let built { return built }
            let mapping = build()
            built = mapping
            return mapping
        }
    }
}
