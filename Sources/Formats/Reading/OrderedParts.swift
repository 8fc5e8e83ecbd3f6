internal import Dispatch
internal import Synchronization

/// Makes the parts of something on several threads, and gives them out in their order.
///
/// The thread that asks makes parts too, so that it works while it waits. Few parts are made ahead, which bounds memory.
final class OrderedParts<Part: Sendable>: Sendable {
    private struct State {
        var next = 0
        var made: [Int: Part] = [:]
        var isStopped = false
    }

    private let count: Int
    private let width: Int
    private let make: @Sendable (Int) -> Part
    private let state = Mutex(State())
    /// Counts down the parts that may be made ahead.
    private let room: DispatchSemaphore
    /// Counts the parts that helpers made.
    private let ready = DispatchSemaphore(value: 0)
    private let helpers = DispatchGroup()

    /// Begins to make parts.
    ///
    /// - Parameters:
    ///   - count: how many there are.
    ///   - width: how many threads make them, the asking one included.
    ///   - make: makes a part.
    init(count: Int, width: Int, make: @escaping @Sendable (Int) -> Part) {
        self.count = count
        self.width = width
        self.make = make
        room = DispatchSemaphore(value: width + 1)
        for _ in 1..<max(1, width) {
            DispatchQueue.global(qos: .userInitiated).async(group: helpers) { self.help() }
        }
    }

    private func help() {
        while true {
            room.wait()
            guard let index = claim() else {
                room.signal()
                return
            }
            keep(make(index), index)
            ready.signal()
        }
    }

    private func claim() -> Int? {
        state.withLock { state in
            guard !state.isStopped, state.next < count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func keep(_ part: Part, _ index: Int) { state.withLock { $0.made[index] = part } }

    /// A part; asked for one after another.
    func part(_ index: Int) -> Part {
        while true {
            if let part = state.withLock({ $0.made.removeValue(forKey: index) }) {
                room.signal()
                return part
            }
            guard room.wait(timeout: .now()) == .success else {
                ready.wait()
                continue
            }
            if let claimed = claim() {
                keep(make(claimed), claimed)
            } else {
                room.signal()
                ready.wait()
            }
        }
    }

    /// Ends the making of parts, and waits for those that are being made.
    func stop() {
        state.withLock { $0.isStopped = true }
        // Each helper that waits for room goes on, sees that it is over, and leaves.
        for _ in 0...(width * 2) { room.signal() }
        helpers.wait()
    }
}
