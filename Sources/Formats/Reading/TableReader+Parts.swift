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
        @Sendable func rows(_ reader: inout TableReader, _ offset: Int, _ isAligned: Bool, _ limit: Int)
            -> Parts.Stretch
        {
            let part = CSVReader.read(
                source,
                dialect: dialect,
                limits: limits,
                window: sizes.window,
                from: offset,
                isAligned: isAligned,
                until: limit,
                into: &reader
            )
            return Parts.Stretch(
                outcome: part.outcome,
                start: part.start,
                end: part.end,
                isLast: part.isLast,
                isBroken: !part.outcome.isComplete
            )
        }
        return Parts.read(
            source.size,
            sizes: sizes,
            into: &self,
            readOn: { rows(&$0, $1 ?? dialect.start, true, $2) },
            readPart: { rows(&$0, $1, false, $2) }
        )
    }
}
