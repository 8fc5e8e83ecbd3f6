/// The slots of the variables in `where` and `by`: the member's fields by their bare names come first.
package enum MemberSlot {
    /// The header of the member's document.
    package static func document(fields: Int) -> Int { fields }
    /// The rule's settings.
    package static func settings(fields: Int) -> Int { fields + 1 }
}
