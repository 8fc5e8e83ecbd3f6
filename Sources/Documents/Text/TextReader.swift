/// Reads plain text: paragraphs parted by blank lines, as elements `paragraph` of the document `$`.
package enum TextReader {
    /// Reads a file.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        var text: [UInt8] = []
        do throws(SyntaxFault) {
            var stream = DecodedStream(source, encoding: encoding)
            while try stream.read(into: &text) {
                guard text.count <= limits.jsonSize else { throw SyntaxFault(.sizeLimit, detail: "\(limits.jsonSize)") }
            }
            guard !text.isEmpty else { throw SyntaxFault(.emptyFile) }
            outcome.bytes = text.count
            give(text, limits, &receiver, &outcome)
        } catch {
            outcome.note(error)
        }
        return outcome
    }

    private static func give<Receiver: EventReceiver & ~Copyable>(
        _ text: [UInt8],
        _ limits: Limits,
        _ receiver: inout Receiver,
        _ outcome: inout ReadOutcome
    ) {
        let empty: [UInt8] = []
        let root = receiver.resolve(namespace: empty.span, local: Array("$".utf8).span, prefix: empty.span)
        let paragraph = receiver.resolve(namespace: empty.span, local: Array("paragraph".utf8).span, prefix: empty.span)
        guard receiver.open(root, index: -1, at: 0) else { return }
        if String(validating: text, as: UTF8.self) == nil {
            outcome.note(SyntaxFault(.invalidEncoding, at: 0, detail: "UTF-8", isFatal: false))
        }
        for range in paragraphs(of: text) where !receiver.isFinished {
            guard range.count <= limits.value else {
                outcome.note(SyntaxFault(.valueLimit, at: range.lowerBound, detail: "\(limits.value)", isFatal: false))
                continue
            }
            if receiver.open(paragraph, index: -1, at: range.lowerBound) {
                let place = Place(offset: range.lowerBound, length: range.count)
                receiver.value(text.span.extracting(range), at: place)
                receiver.close(at: range.upperBound, fields: 0)
            }
        }
        receiver.close(at: text.count, fields: 0)
    }

    /// The ranges between blank lines.
    private static func paragraphs(of text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        var end = 0
        var line = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while line < text.count {
            let stop = text[line...].firstIndex(of: 0x0A) ?? text.count
            if text[line..<stop].contains(where: { $0 > 0x20 }) {
                if start == nil { start = line }
                end = stop > line && text[stop - 1] == 0x0D ? stop - 1 : stop
            } else if let begun = start {
                ranges.append(begun..<end)
                start = nil
            }
            line = stop + 1
        }
        if let begun = start { ranges.append(begun..<end) }
        return ranges
    }
}
