/// Counts lines up to places and cuts out their text, in one pass.
enum LineFinder {
    /// Bytes kept before and after a place.
    private static let (before, after) = (160, 240)

    /// The positions of places, without their addresses.
    ///
    /// - Parameters:
    ///   - places: ascending by offset.
    ///   - source: the file.
    ///   - encoding: how its text is written.
    /// - Returns: as many positions.
    /// - Throws: a `SyntaxFault` where the file cannot be read.
    static func find(
        _ places: [Place],
        in source: SourceFile,
        encoding: TextEncoding
    ) throws(SyntaxFault) -> [SourcePosition] {
        var positions: [SourcePosition] = []
        var stream = DecodedStream(source, encoding: encoding)
        // The buffer holds the window and, before it, at least the last kilobytes, so that a line's start is at hand.
        var buffer: [UInt8] = []
        var base = 0
        var scanned = 0
        var line = 1
        var lineStart = 0
        var isAtEnd = false
        for place in places {
            while base + buffer.count < place.offset + after, !isAtEnd {
                let excess = min(scanned - base, buffer.count) - (8 << 10)
                if excess > 0 {
                    buffer.removeFirst(excess)
                    base += excess
                }
                isAtEnd = !(try stream.read(into: &buffer))
                // Lines up to the place, so that the buffer may be cut before it.
                count(&line, &lineStart, &scanned, upTo: min(place.offset, base + buffer.count), buffer, base)
            }
            count(&line, &lineStart, &scanned, upTo: min(place.offset, base + buffer.count), buffer, base)
            positions.append(cut(place, line: line, lineStart: lineStart, buffer, base))
        }
        return positions
    }

    private static func count(
        _ line: inout Int,
        _ lineStart: inout Int,
        _ scanned: inout Int,
        upTo end: Int,
        _ buffer: [UInt8],
        _ base: Int
    ) {
        guard scanned < end else { return }
        let fresh = buffer[(scanned - base)..<(end - base)]
        let count = unsafe fresh.withUnsafeBufferPointer { unsafe lineFeeds(in: $0) }
        if count > 0, let last = fresh.lastIndex(of: 0x0A) {
            line += count
            lineStart = base + last + 1
        }
        scanned = end
    }

    /// How many line feeds there are: without a branch a byte, so that many are compared at once.
    private static func lineFeeds(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        unsafe bytes.reduce(0) { $0 &+ ($1 == 0x0A ? 1 : 0) }
    }

    private static func cut(_ place: Place, line: Int, lineStart: Int, _ buffer: [UInt8], _ base: Int) -> SourcePosition
    {
        let offset = min(max(place.offset - base, 0), buffer.count)
        let start = max(lineStart - base, offset - before, 0)
        var from = start
        while from < offset, buffer[from] & 0xC0 == 0x80 { from += 1 }
        // A byte order mark takes no column.
        if base == 0, from == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { from = min(3, offset) }
        var end = offset
        while end < buffer.count, end < offset + after, buffer[end] != 0x0A, buffer[end] != 0x0D { end += 1 }
        while end < buffer.count, end > offset, buffer[end] & 0xC0 == 0x80 { end -= 1 }
        let isCut = from > max(lineStart - base, 0) + 3
        let head = String(decoding: buffer[from..<offset], as: UTF8.self)
        let tail = String(decoding: buffer[offset..<end], as: UTF8.self)
        let marked = String(decoding: buffer[offset..<min(end, offset + place.length)], as: UTF8.self)
        let prefix = isCut ? "…" : ""
        let column = isCut ? characters(buffer, max(lineStart - base, 0)..<offset) + 1 : head.count + 1
        return SourcePosition(
            line: line,
            column: column,
            text: prefix + head + tail,
            textColumn: prefix.count + head.count + 1,
            width: max(1, marked.count),
            raw: marked,
            address: "",
            cell: nil
        )
    }

    /// How many code points stand in a range; of a cut line an estimate of its characters.
    private static func characters(_ buffer: [UInt8], _ range: Range<Int>) -> Int {
        buffer[range].count { $0 & 0xC0 != 0x80 }
    }
}
