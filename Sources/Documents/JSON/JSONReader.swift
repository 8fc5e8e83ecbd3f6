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
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        isLines: Bool,
        limits: Limits = Limits(),
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        var text: [UInt8] = []
        do throws(SyntaxFault) {
            var stream = DecodedStream(source, encoding: encoding)
            while try stream.read(into: &text) {
                guard text.count <= limits.jsonSize else {
                    throw SyntaxFault(.sizeLimit, detail: "\(limits.jsonSize)")
                }
            }
            outcome.bytes = text.count
            try walk(&text, isLines: isLines, limits, &receiver, &outcome)
        } catch {
            outcome.note(error)
        }
        if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
        return outcome
    }

    private static func walk<Receiver: EventReceiver & ~Copyable>(
        _ text: inout [UInt8],
        isLines: Bool,
        _ limits: Limits,
        _ receiver: inout Receiver,
        _ outcome: inout ReadOutcome
    ) throws(SyntaxFault) {
        let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = text.count
        guard text[start...].contains(where: { $0 > 0x20 }) else { throw SyntaxFault(.emptyFile) }
        text.append(contentsOf: repeatElement(0x20, count: Int(csimdjson_padding())))
        guard let parser = JSONParser() else { throw SyntaxFault(.unreadable, detail: "out of memory") }
        var from = start
        while from < end {
            let stop = isLines ? text[from..<end].firstIndex(of: 0x0A) ?? end : end
            if text[from..<stop].contains(where: { $0 > 0x20 }) {
                let fault = parser.walk(text, from..<stop, limits, &receiver, &outcome)
                // Each line stands alone, so a broken one hides no other.
                if let fault { outcome.note(fault) }
            }
            if receiver.isFinished { break }
            from = stop + 1
        }
    }
}
