internal import Synchronization

/// Something that is built when it is first asked for: most runs meet few of the formats.
final class Deferred<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let built = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// What is built.
    var value: Value {
        built.withLock { built in
            if let built { return built }
            let value = make()
            built = value
            return value
        }
    }
}
