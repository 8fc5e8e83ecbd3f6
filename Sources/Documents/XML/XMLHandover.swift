/// Where the scanner left a document to libxml2.
@usableFromInline package struct XMLHandover: Sendable {
    /// The offset behind the last tag whose events were given.
    var offset: Int
    /// How many levels were open there of a subtree that nobody reads.
    var skipped: Int
}
