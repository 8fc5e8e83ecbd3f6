/// Where a cell's raw bytes stand, relative to its row's offset.
///
/// 32 bits each: a row longer than 4 GiB is beyond every reader's limit.
package struct CellPlace: Sendable {
    /// Bytes from the row's offset; may be negative where a fact of the header fills a row (fill-down).
    package var offset: Int32
    /// Bytes of the raw text.
    package var length: UInt32

    /// Nowhere.
    package static let none = CellPlace(offset: 0, length: 0)

    /// Makes a place.
    package init(offset: Int32, length: UInt32) {
        self.offset = offset
        self.length = length
    }
}
