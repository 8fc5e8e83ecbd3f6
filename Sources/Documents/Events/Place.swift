/// Raw bytes in the decoded document: quotes excluded, escapes as written.
package struct Place: Hashable, Sendable {
    /// The first byte, from the start of the decoded document.
    package var offset: Int
    /// How many bytes.
    package var length: Int

    /// Makes a place.
    package init(offset: Int, length: Int) {
        self.offset = offset
        self.length = length
    }
}
