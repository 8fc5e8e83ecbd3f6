internal import Documents

/// Reads a large table in UTF-8 in parts, side by side.
///
/// A part is what begins behind the first line feed at its nominal offset, and it is taken exactly if the part before it
/// ended there, and if it holds nothing but records. Whatever else there is (totals, labels, another header, a line feed in
/// quotes at the boundary) is read once more, from where the part before ended, by the one reader that knows all that came
/// before. So the records and faults are those of reading from the start to the end, for any number of threads.
enum TableParts {
    /// The first part, which makes the header known.
    private static let headSize = 1 << 16
    /// So often a part may have to be read once more; then the rest is read in one go.
    private static let maximumRetries = 8

    private struct Result: Sendable {
        var part: TableReader.Part
        var rows: CSVReader.Part
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - source: the file, which is UTF-8.
    ///   - dialect: how its cells are parted.
    ///   - limits: the bounds.
    ///   - sizes: how large parts are, and how many are read side by side.
    ///   - reader: takes the rows; it has seen none yet.
    /// - Returns: the faults, and how much was read.
    static func read(
        _ source: SourceFile,
        dialect: CSVDialect,
        limits: Limits,
        sizes: ReadingSizes,
        into reader: inout TableReader
    ) -> ReadOutcome {
        let head = min(headSize, sizes.part)
        var outcome = ReadOutcome()
        var position = dialect.start
        /// Reads on from where the last part ended; false where nothing follows.
        func readOn(until limit: Int) -> Bool {
            let rows = CSVReader.read(
                source,
                dialect: dialect,
                limits: limits,
                window: sizes.window,
                from: position,
                isAligned: true,
                until: limit,
                into: &reader
            )
            position = rows.end
            for fault in rows.outcome.faults { outcome.note(fault) }
            outcome.bytes = rows.outcome.bytes
            return !rows.isLast && !reader.isFinished && rows.outcome.isComplete
        }
        guard readOn(until: head) else { return outcome }
        guard let model = reader.makePart() else {
            _ = readOn(until: .max)
            return outcome
        }
        let count = max(0, source.size - head + sizes.part - 1) / sizes.part
        let parts = OrderedParts(count: count, width: sizes.width) { index -> Result in
            var reader = model
            let start = head + index * sizes.part
            let rows = CSVReader.read(
                source,
                dialect: dialect,
                limits: limits,
                window: sizes.window,
                from: start,
                isAligned: false,
                until: start + sizes.part,
                into: &reader
            )
            return Result(part: reader.finishPart(), rows: rows)
        }
        defer { parts.stop() }
        var retries = 0
        for index in 0..<count {
            let result = parts.part(index)
            let end = head + (index + 1) * sizes.part
            if result.rows.start == position, result.part.isPlain, result.rows.outcome.isComplete {
                reader.join(result.part)
                position = result.rows.end
                for fault in result.rows.outcome.faults { outcome.note(fault) }
                outcome.bytes = result.rows.outcome.bytes
                if result.rows.isLast { return outcome }
                continue
            }
            retries += 1
            guard readOn(until: retries > maximumRetries ? .max : end) else { return outcome }
        }
        _ = readOn(until: .max)
        return outcome
    }
}
