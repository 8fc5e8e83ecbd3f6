internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// The browsers in which the token was given; the token itself is in no cookie.
final class Sessions: Sendable {
    /// The cookie's name.
    static let cookie = "shiplint-visitor"

    private let visitors = Mutex<Set<String>>([])

    /// Lets a browser in from now on.
    func add(_ visitor: String) { visitors.withLock { _ = $0.insert(visitor) } }

    /// Whether a browser was let in.
    func contains(_ visitor: String?) -> Bool {
        guard let visitor else { return false }
        return visitors.withLock { $0.contains(visitor) }
    }

    /// The cookie by which a browser is known again for a year.
    static func make(_ visitor: String, for request: Request) -> Cookie {
        Cookie(
            name: cookie,
            value: visitor,
            maxAge: 365 * 86_400,
            path: "/",
            secure: request.headers[.forwardedProtocol] == "https",
            httpOnly: true,
            sameSite: .lax
        )
    }

    /// Compares in a time that does not tell how much is right.
    static func equal(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
