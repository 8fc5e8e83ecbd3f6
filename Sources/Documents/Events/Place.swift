/// Raw bytes in the decoded document: quotes excluded, escapes as written.
@usableFromInline package struct Place: Hashable, Sendable {
    /// The first byte, from the start of the decoded document.
    @usableFromInline package var offset: Int
    /// How many bytes.
    @usableFromInline package var length: Int

    /// Makes a place.
    @inlinable package init(offset: Int, length: Int) {
        self.offset = offset
        self.length = length
    }
}
