internal import Documents

extension TableReader: PartedReader {
    /// Reads a large table of delimited text in UTF-8.
    ///
    /// A line feed in quotes ends no row; a part that begins behind one is read once more.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - dialect: how its cells are parted.
    ///   - limits: the bounds.
    ///   - sizes: how large parts are, and how many are read side by side.
    /// - Returns: the faults, and how much was read.
    mutating func readParts(
        of source: SourceFile,
        dialect: CSVDialect,
        limits: Limits,
        sizes: ReadingSizes
    ) -> ReadOutcome {
        Parts.readRows(source.size, from: dialect.start, sizes: sizes, into: &self, hidesRest: true) {
            reader,
            offset,
            isAligned,
            limit in
            CSVReader.read(
                source,
                dialect: dialect,
                limits: limits,
                window: sizes.window,
                from: offset,
                isAligned: isAligned,
                until: limit,
                into: &reader
            )
        }
    }
}
