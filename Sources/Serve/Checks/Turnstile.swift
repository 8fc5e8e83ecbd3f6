/// Lets so many through at once, and the others in the order in which they came; refuses more than may wait.
actor Turnstile {
    private let most: Int
    private var free: Int
    private var admitted = 0
    private var waiting: [(id: CheckID, turn: CheckedContinuation<Void, Never>)] = []

    init(_ limits: ServeLimits) {
        free = limits.running
        most = limits.running + limits.waiting
    }

    /// Promises a turn, which `enter` waits for.
    ///
    /// - Throws: `Refusal` where too many wait already.
    func admit() throws(Refusal) {
        guard admitted < most else { throw .queueFull }
        admitted += 1
    }

    /// Gives a promised turn back unused.
    func withdraw() { admitted -= 1 }

    /// Waits for a turn that was promised; `leave` ends it.
    func enter(_ id: CheckID) async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append((id, $0)) }
    }

    /// Gives the turn to the next one.
    func leave() {
        admitted -= 1
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().turn.resume() }
    }

    /// How many are served before one that waits.
    func position(of id: CheckID) -> Int? { waiting.firstIndex { $0.id == id } }
}
