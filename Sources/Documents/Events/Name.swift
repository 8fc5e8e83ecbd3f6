/// An interned name: a small number that stands for a namespace and a local name, a JSON key, or a column's index.
@usableFromInline package struct Name: Hashable, Sendable {
    /// The number.
    @usableFromInline package let rawValue: Int32

    /// A name that the format does not know.
    package static let unknown = Name(rawValue: 0)

    /// Whether the format knows it.
    package var isKnown: Bool { rawValue != 0 }

    /// Makes a name from its number.
    @inlinable package init(rawValue: Int32) {
        self.rawValue = rawValue
    }
}
