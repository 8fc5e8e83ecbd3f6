internal import Foundation
internal import Synchronization

/// When each check was last looked at, for a server that keeps none longer.
final class Glances: Sendable {
    private let times = Mutex<[String: Int]>([:])

    /// A check is looked at.
    func note(_ id: String, at time: Date = Date()) {
        times.withLock { $0[id] = Int(time.timeIntervalSince1970) }
    }

    /// When a check was last looked at, in seconds since 1970; nothing where nobody did.
    func last(_ id: String) -> Int? { times.withLock { $0[id] } }

    /// Forgets a check.
    func forget(_ id: String) { times.withLock { _ = $0.removeValue(forKey: id) } }
}
