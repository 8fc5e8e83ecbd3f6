/// Something in a document that the user's schema refuses.
package struct SchemaFault: Sendable {
    /// The sorts of faults; the raw value is the rule's id behind `schema/`.
    package enum Code: String, Sendable {
        /// The root element is none that the schema knows.
        case root
        /// An element stands where it may not, or one is missing.
        case content
        /// An attribute is missing or not allowed.
        case attribute
        /// A value is not of its type.
        case value
        /// A key is not unique, or refers to nothing.
        case key
        /// Anything else.
        case other
    }

    /// What sort of fault it is.
    package let code: Code
    /// The byte of the decoded document at which the element begins.
    package let offset: Int
    /// What is wrong, in the words of the validator, without namespaces.
    package let message: String
}
