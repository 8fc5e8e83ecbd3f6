internal import CLibXML2

/// Reads XML with libxml2's push parser: no tree, no network, no entities but the predefined ones.
package enum XMLReader {
    /// Reads a document.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        window: Int = 1 << 20,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = read(DecodedStream(source, encoding: encoding, window: window), limits, trims: true, &receiver)
        if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
        return outcome
    }

    /// Reads an entry of an archive, with or without the blanks around texts.
    static func read<Receiver: EventReceiver & ~Copyable>(
        _ entry: ArchiveEntry,
        limits: Limits,
        trims: Bool = true,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        read(DecodedStream(entry, window: 1 << 16), limits, trims: trims, &receiver)
    }

    private static func read<Receiver: EventReceiver & ~Copyable>(
        _ stream: consuming DecodedStream,
        _ limits: Limits,
        trims: Bool,
        _ receiver: inout Receiver
    ) -> ReadOutcome {
        var outcome = ReadOutcome()
        var buffer: [UInt8] = []
        do throws(SyntaxFault) {
            outcome = try parse(&stream, &buffer, limits, trims: trims, &receiver)
        } catch {
            outcome.note(error)
        }
        return outcome
    }

    private static func parse<Receiver: EventReceiver & ~Copyable>(
        _ stream: inout DecodedStream,
        _ buffer: inout [UInt8],
        _ limits: Limits,
        trims: Bool,
        _ receiver: inout Receiver
    ) throws(SyntaxFault) -> ReadOutcome {
        var outcome = ReadOutcome()
        guard try stream.read(into: &buffer) else {
            outcome.note(SyntaxFault(.emptyFile))
            return outcome
        }
        // The callbacks reach the session through the parser's private pointer, only while `xmlParseChunk` runs.
        let session = unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
            unsafe XMLSession<Receiver>(receiver: pointer, limits: limits, trims: trims)
        }
        defer { session.finish() }
        repeat {
            outcome.bytes += buffer.count
            session.push(buffer, isLast: false)
            buffer.removeAll(keepingCapacity: true)
            if session.isStopped { break }
        } while try stream.read(into: &buffer)
        if !session.isStopped { session.push([], isLast: true) }
        outcome.remarks = session.remarks
        if let fault = session.fault { outcome.note(fault) }
        return outcome
    }
}
