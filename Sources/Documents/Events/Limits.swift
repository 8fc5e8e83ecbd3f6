/// Bounds that real files never meet; meeting one is a fault that names it.
@usableFromInline package struct Limits: Sendable {
    /// Levels of nesting.
    package var depth = 256
    /// Bytes of one text, attribute or cell.
    @usableFromInline package var value = 1 << 20
    /// Cells of a row.
    package var columns = 4096
    /// Bytes of one JSON document.
    package var jsonSize = 1 << 30
    /// Bytes of one part of a workbook, unpacked.
    package var inflated = 1 << 29
    /// Bytes of standard input.
    package var spooled = 1 << 30

    /// The defaults.
    @usableFromInline package init() {}
}
