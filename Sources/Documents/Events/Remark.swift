/// A comment of a document that speaks to shiplint: it begins with the program's name.
package struct Remark: Sendable, Equatable {
    /// The comment without its delimiters, blanks around it left out.
    package var text: String
    /// Where the comment begins, in bytes from the start of the decoded document.
    package var offset: Int
    /// The element that follows it, from its `<` to the end of its last tag; nothing where none follows in the same parent.
    package var element: Range<Int>?
    /// Whether that element is the root, so that it stands for the whole document.
    package var isOfRoot: Bool

    /// Makes a remark of which the element is not known yet.
    package init(text: String, offset: Int) {
        self.text = text
        self.offset = offset
        element = nil
        isOfRoot = false
    }
}
