internal import Foundation
internal import Synchronization

/// Wrong tokens by the address that they came from: after some, an address waits for the next minute.
final class Attempts: Sendable {
    private struct Minute: Sendable {
        var number = 0
        var wrong: [String: Int] = [:]
    }

    /// Wrong tokens of one address within a minute.
    static let most = 10

    private let minute = Mutex(Minute())

    /// Looks at a token, unless there were too many wrong ones.
    ///
    /// - Parameters:
    ///   - given: what was sent.
    ///   - token: what is right.
    ///   - address: where it came from.
    ///   - time: now.
    /// - Returns: whether it is right.
    /// - Throws: `Refusal` where the address has to wait.
    func isRight(_ given: String, _ token: String, from address: String, at time: Date = Date()) throws(Refusal) -> Bool
    {
        let number = Int(time.timeIntervalSince1970) / 60
        let isRight = minute.withLock { minute -> Bool? in
            // What is remembered is bounded by what can be asked in a minute.
            if minute.number != number { minute = Minute(number: number) }
            guard minute.wrong[address, default: 0] < Self.most else { return nil }
            let isRight = Sessions.equal(given, token)
            if !isRight { minute.wrong[address, default: 0] += 1 }
            return isRight
        }
        guard let isRight else { throw .tooManyAttempts }
        return isRight
    }
}
