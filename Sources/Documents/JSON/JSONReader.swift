internal import CSimdJSON

/// Reads JSON and JSON Lines with simdjson's On-Demand parser.
///
/// A document is read whole, up to a limit. Brackets and keys are checked along the path that is read; what nobody
/// reads is scanned only.
package enum JSONReader {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - isLines: whether each line is a document of its own.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        isLines: Bool,
        limits: Limits = Limits(),
        window: Int? = nil,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        let window = window ?? SourceFile.window
        if isLines {
            return readLines(
                source,
                encoding: encoding,
                limits: limits,
                window: window,
                from: 0,
                isAligned: true,
                until: .max,
                into: &receiver
            ).outcome
        }
        var outcome = ReadOutcome()
        do throws(SyntaxFault) {
            guard let parser = JSONParser() else { throw SyntaxFault(.unreadable, detail: "out of memory") }
            try parser.withWalk(limits, &receiver, &outcome) { walk, outcome throws(SyntaxFault) in
                try readWhole(source, encoding, window, limits, walk, &outcome)
            }
        } catch {
            outcome.note(error)
        }
        if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
        return outcome
    }

    /// Reads some of the lines of a file of JSON Lines.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written; from elsewhere than the start only UTF-8 can be read.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - offset: where a line begins, or somewhere before one.
    ///   - isAligned: whether a line begins just there; otherwise the first one behind a line feed is looked for.
    ///   - limit: lines that begin there or later are left.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and where it began and ended.
    package static func readLines<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding = .utf8,
        limits: Limits = Limits(),
        window: Int,
        from offset: Int,
        isAligned: Bool,
        until limit: Int,
        into receiver: inout Receiver
    ) -> ReadPart {
        var part = ReadPart(outcome: ReadOutcome(), start: offset, end: source.size, isLast: true)
        do throws(SyntaxFault) {
            guard let parser = JSONParser() else { throw SyntaxFault(.unreadable, detail: "out of memory") }
            var lines: (start: Int, end: Int, isLast: Bool)?
            try parser.withWalk(limits, &receiver, &part.outcome) { walk, outcome throws(SyntaxFault) in
                let start = isAligned ? offset : offset - 1
                let stream = DecodedStream(source, encoding: encoding, window: window, from: start)
                lines = try readLines(stream, from: offset, isAligned: isAligned, until: limit, limits, walk, &outcome)
            }
            if let lines { (part.start, part.end, part.isLast) = lines }
        } catch {
            part.outcome.note(error)
        }
        if source.hasChanged { part.outcome.note(SyntaxFault(.changedDuringRead)) }
        return part
    }

    /// One document, read whole.
    private static func readWhole(
        _ source: SourceFile,
        _ encoding: TextEncoding,
        _ window: Int,
        _ limits: Limits,
        _ walk: borrowing JSONWalk,
        _ outcome: inout ReadOutcome
    ) throws(SyntaxFault) {
        var stream = DecodedStream(source, encoding: encoding, window: window)
        var text: [UInt8] = []
        // Room for all at once: a text that grows would be copied.
        text.reserveCapacity(min(source.size, limits.jsonSize) + window + padding.count)
        while try stream.read(into: &text) {
            guard text.count <= limits.jsonSize else { throw SyntaxFault(.sizeLimit, detail: "\(limits.jsonSize)") }
        }
        outcome.bytes = text.count
        let start = text.starts(with: mark) ? mark.count : 0
        let end = text.count
        guard text[start...].contains(where: { $0 > 0x20 }) else { throw SyntaxFault(.emptyFile) }
        text.append(contentsOf: padding)
        if let fault = walk.walk(text, start..<end, base: 0, &outcome) { outcome.note(fault) }
    }

    /// A document on each line; what is held is the window and one line.
    private static func readLines(
        _ stream: consuming DecodedStream,
        from offset: Int,
        isAligned: Bool,
        until limit: Int,
        _ limits: Limits,
        _ walk: borrowing JSONWalk,
        _ outcome: inout ReadOutcome
    ) throws(SyntaxFault) -> (start: Int, end: Int, isLast: Bool) {
        var text: [UInt8] = []
        var base = isAligned ? offset : offset - 1
        /// Where the first line begins, once it is found.
        var start = isAligned ? offset : nil
        var isEmpty = true
        var isOpen = true
        while isOpen, !walk.isFinished {
            isOpen = try stream.read(into: &text)
            guard text.count <= limits.jsonSize else {
                throw SyntaxFault(.sizeLimit, at: base, detail: "\(limits.jsonSize)")
            }
            outcome.bytes = base + text.count
            let end = isOpen ? (text.lastIndex(of: newline).map { $0 + 1 } ?? 0) : text.count
            let filled = text.count
            text.append(contentsOf: padding)
            var from = base == 0 && text.starts(with: mark) ? mark.count : 0
            if start == nil, end > 0 {
                from = text[from..<end].firstIndex(of: newline).map { $0 + 1 } ?? end
                start = base + from
            }
            while from < end, !walk.isFinished {
                if base + from >= limit { return (start ?? limit, base + from, false) }
                let stop = text[from..<end].firstIndex(of: newline) ?? end
                if text[from..<stop].contains(where: { $0 > 0x20 }) {
                    isEmpty = false
                    // Each line stands alone, so a broken one hides no other.
                    if let fault = walk.walk(text, from..<stop, base: base, &outcome) { outcome.note(fault) }
                }
                from = stop + 1
            }
            text.removeSubrange(filled...)
            text.removeSubrange(..<end)
            base += end
        }
        if isEmpty, offset == 0 { throw SyntaxFault(.emptyFile) }
        return (start ?? base, base, true)
    }

    private static let newline: UInt8 = 0x0A
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let padding = [UInt8](repeating: 0x20, count: Int(csimdjson_padding()))
}
