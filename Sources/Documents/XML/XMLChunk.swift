/// A part of a document that can be read by itself, for it begins and ends between elements with the same ancestors.
///
/// Whether a chunk really begins between such elements shows only when the one before it is read: it does if that one stopped
/// at just this offset. Otherwise (the offset lies in a comment, in a CDATA section, below another parent) what was read of
/// the chunk means nothing.
@usableFromInline package struct XMLChunk: Sendable {
    /// The offset of the `<` of its first element; nothing for the document's first chunk, with all that stands before.
    package var start: Int?
    /// The chunk ends before the first element with the same ancestors that begins here or further on.
    package var end: Int
    /// The ancestors of the elements at which the document is parted.
    package var context: XMLContext

    /// Makes a chunk.
    package init(from start: Int?, to end: Int, in context: XMLContext) {
        self.start = start
        self.end = end
        self.context = context
    }

    /// Where a chunk was read to.
    @usableFromInline package enum Stop: Sendable {
        /// To the `<` of an element, with which the next chunk begins.
        case element(Int)
        /// To the document's end, or as far as the receiver or the system went.
        case end
        /// To something that libxml2 has to judge: `XMLReader.resume` reads from there to the document's end.
        case handover(XMLHandover)
    }
}
