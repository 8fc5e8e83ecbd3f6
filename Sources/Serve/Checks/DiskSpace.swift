internal import Synchronization

/// What the checks take on disk, one by one, and what all may take.
final class DiskSpace: Sendable {
    private struct Account: Sendable {
        var checks: [CheckID: Int] = [:]
        var total = 0
    }

    private let limit: Int
    private let account = Mutex(Account())

    /// - Parameter limit: bytes that all checks may take.
    init(_ limit: Int) { self.limit = limit }

    /// Takes bytes for a check that grows; gives them back where they are negative.
    ///
    /// - Throws: `Refusal` where there are not as many.
    func take(_ bytes: Int, for id: CheckID) throws(Refusal) {
        let fits = account.withLock { account in
            guard bytes <= 0 || account.total + bytes <= limit else { return false }
            account.checks[id, default: 0] += bytes
            account.total += bytes
            return true
        }
        guard fits else { throw .storeFull }
    }

    /// Says what a check takes, now that it was measured; 0 where it is no more.
    func set(_ bytes: Int, for id: CheckID) {
        account.withLock { account in
            account.total += bytes - (account.checks[id] ?? 0)
            account.checks[id] = bytes == 0 ? nil : bytes
        }
    }
}
