/// Why a run could not be done at all: what was asked for is not there.
package struct UsageError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do.
    package let message: String

    /// Makes an error.
    package init(message: String) {
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
