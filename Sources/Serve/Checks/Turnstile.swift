/// Lets so many through at once, and the others in the order in which they came.
actor Turnstile {
    private var free: Int
    private var waiting: [(id: CheckID, turn: CheckedContinuation<Void, Never>)] = []

    init(_ count: Int) { free = count }

    /// Waits for a turn, which `leave` ends.
    func enter(_ id: CheckID) async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append((id, $0)) }
    }

    /// Gives the turn to the next one.
    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().turn.resume() }
    }

    /// How many wait.
    var length: Int { waiting.count }

    /// How many are served before one that waits.
    func position(of id: CheckID) -> Int? { waiting.firstIndex { $0.id == id } }
}
