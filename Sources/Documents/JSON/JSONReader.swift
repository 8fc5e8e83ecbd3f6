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
        var outcome = ReadOutcome()
        let window = window ?? SourceFile.window
        do throws(SyntaxFault) {
            guard let parser = JSONParser() else { throw SyntaxFault(.unreadable, detail: "out of memory") }
            try parser.withWalk(limits, &receiver, &outcome) { walk, outcome throws(SyntaxFault) in
                if isLines {
                    try readLines(source, encoding, window, limits, walk, &outcome)
                } else {
                    try readWhole(source, encoding, window, limits, walk, &outcome)
                }
            }
        } catch {
            outcome.note(error)
        }
        if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
        return outcome
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
        _ source: SourceFile,
        _ encoding: TextEncoding,
        _ window: Int,
        _ limits: Limits,
        _ walk: borrowing JSONWalk,
        _ outcome: inout ReadOutcome
    ) throws(SyntaxFault) {
        var stream = DecodedStream(source, encoding: encoding, window: window)
        var text: [UInt8] = []
        var base = 0
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
            while from < end, !walk.isFinished {
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
        if isEmpty { throw SyntaxFault(.emptyFile) }
    }

    private static let newline: UInt8 = 0x0A
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let padding = [UInt8](repeating: 0x20, count: Int(csimdjson_padding()))
}
