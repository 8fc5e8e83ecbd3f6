/// Why a run could not be done at all: what was asked for is not there.
package struct UsageError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do.
    package let message: String

    /// The same in Chinese, where it is made of what has its own; the command line has the Chinese of all others.
    package let chinese: String?

    /// Makes an error.
    package init(message: String, chinese: String? = nil) {
        (self.message, self.chinese) = (message, chinese)
    }

    /// The message.
    package var description: String { message }
}
