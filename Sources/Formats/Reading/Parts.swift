internal import Documents

/// Reads a large document in UTF-8 in parts, side by side.
///
/// A part begins where a record may begin, and it is taken exactly if the part before it ended there, and if it holds
/// nothing but records. Whatever else there is (totals, labels, a footer, a line feed in quotes or an element in a comment at
/// the boundary, broken syntax) is read once more, from where the part before ended, by the one reader that knows all that
/// came before. So records and faults are those of reading from the start to the end, for any number of threads.
enum Parts {
    /// The first part, which makes the header known.
    private static let headSize = 1 << 16
    /// So often a part may have to be read once more; then the rest is read in one go.
    private static let maximumRetries = 8

    /// What was read between two offsets.
    struct Stretch: Sendable {
        /// The faults and remarks.
        var outcome: ReadOutcome
        /// Where its first record begins.
        var start: Int
        /// Where the next record begins, or what was read ends.
        var end: Int
        /// Whether nothing follows, or nothing that can be read.
        var isLast: Bool
        /// Whether what was wrong hides what stands behind it.
        var isBroken = false
        /// Whether the remarks are those of the whole document.
        var hasAllRemarks = false
    }

    /// Reads a document of rows, each of which begins behind a line feed.
    ///
    /// - Parameters:
    ///   - size: its size in bytes.
    ///   - start: where its first row begins.
    ///   - sizes: how large parts are, and how many are read side by side.
    ///   - reader: takes the records; it has seen none yet.
    ///   - hidesRest: whether a fault that is fatal hides what stands behind it.
    ///   - rows: reads from an offset, at which a row begins or before which a line feed is looked for, to a limit.
    /// - Returns: the faults, and how much was read.
    static func readRows<Reader: PartedReader>(
        _ size: Int,
        from start: Int,
        sizes: ReadingSizes,
        into reader: inout Reader,
        hidesRest: Bool,
        rows: @escaping @Sendable (inout Reader, _ offset: Int, _ isAligned: Bool, _ limit: Int) -> ReadPart
    ) -> ReadOutcome {
        @Sendable func stretch(_ part: ReadPart) -> Stretch {
            var stretch = Stretch(outcome: part.outcome, start: part.start, end: part.end, isLast: part.isLast)
            stretch.isBroken = hidesRest && !part.outcome.isComplete
            return stretch
        }
        return read(
            size,
            sizes: sizes,
            into: &reader,
            readOn: { stretch(rows(&$0, $1 ?? start, true, $2)) },
            readPart: { stretch(rows(&$0, $1, false, $2)) }
        )
    }

    private struct Result: Sendable {
        var part: ReaderPart
        var stretch: Stretch
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - size: its size in bytes.
    ///   - sizes: how large parts are, and how many are read side by side.
    ///   - reader: takes the records; it has seen none yet.
    ///   - readOn: reads from where a stretch ended, or from the start, to the first record at or behind a limit.
    ///   - readPart: reads from the first record that may begin at or behind an offset to the first one behind a limit.
    /// - Returns: the faults, and how much was read.
    static func read<Reader: PartedReader>(
        _ size: Int,
        sizes: ReadingSizes,
        into reader: inout Reader,
        readOn: (inout Reader, _ offset: Int?, _ limit: Int) -> Stretch,
        readPart: @escaping @Sendable (inout Reader, _ offset: Int, _ limit: Int) -> Stretch
    ) -> ReadOutcome {
        let head = min(headSize, sizes.part)
        var outcome = ReadOutcome()
        func take(_ stretch: Stretch) -> Bool {
            for fault in stretch.outcome.faults { outcome.note(fault) }
            outcome.remarks = (stretch.hasAllRemarks ? [] : outcome.remarks) + stretch.outcome.remarks
            outcome.bytes = stretch.end
            return !stretch.isLast && !stretch.isBroken
        }
        guard take(readOn(&reader, nil, head)), !reader.isFinished else { return outcome }
        guard let model = reader.makePart() else {
            _ = take(readOn(&reader, outcome.bytes, .max))
            return outcome
        }
        let count = max(0, size - head + sizes.part - 1) / sizes.part
        let parts = OrderedParts(count: count, width: sizes.width) { index -> Result in
            var reader = model
            let start = head + index * sizes.part
            let stretch = readPart(&reader, start, start + sizes.part)
            return Result(part: reader.finishPart(), stretch: stretch)
        }
        defer { parts.stop() }
        var retries = 0
        for index in 0..<count {
            let result = parts.part(index)
            if result.stretch.start == outcome.bytes, result.part.isPlain, !result.stretch.isBroken {
                reader.join(result.part)
                if !take(result.stretch) { return outcome }
                continue
            }
            retries += 1
            let limit = retries > maximumRetries ? .max : head + (index + 1) * sizes.part
            guard take(readOn(&reader, outcome.bytes, limit)), !reader.isFinished else { return outcome }
        }
        _ = take(readOn(&reader, outcome.bytes, .max))
        return outcome
    }
}
