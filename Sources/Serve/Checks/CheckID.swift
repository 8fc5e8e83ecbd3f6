/// The name of a check, which nobody can guess: 128 bits of the system's randomness, in hexadecimal digits.
struct CheckID: Hashable, Sendable, CustomStringConvertible {
    let description: String

    /// A new one.
    init() {
        var generator = SystemRandomNumberGenerator()
        let digits = [generator.next(), generator.next()].map { (half: UInt64) in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        description = digits.joined()
    }

    /// One that was told; nothing where it cannot be one.
    init?(_ text: some StringProtocol) {
        let isDigits = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard text.utf8.count == 32, isDigits else { return nil }
        description = String(text)
    }
}
