internal import CLibXML2

/// Reads XML: no tree, no network, no entities but the predefined ones.
///
/// A scanner of our own reads what is well-formed and has no DOCTYPE; libxml2's push parser reads the rest, and says what is
/// wrong.
@usableFromInline package enum XMLReader {
    /// Reads a document.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events.
    /// - Returns: the faults, and how much was read.
    @inlinable
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        var reading = XMLReading(source, encoding: encoding, limits: limits, window: window)
        while reading.fill() { reading.scan(into: &receiver) }
        return reading.finish(into: &receiver)
    }

    /// Reads a chunk of a document that is UTF-8.
    ///
    /// - Parameters:
    ///   - chunk: where it begins and ends.
    ///   - source: the file.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events, with offsets in the whole document; a receiver of another than the first chunk already
    ///     knows the elements of the chunk's context, of which it gets the ends only, in the last chunk.
    /// - Returns: where the chunk was read to, how many bytes that were, and the faults of the system; those of the document
    ///   come from `resume`.
    @inlinable
    package static func read<Receiver: EventReceiver & ~Copyable>(
        _ chunk: XMLChunk,
        of source: SourceFile,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        into receiver: inout Receiver
    ) -> (stop: XMLChunk.Stop, outcome: ReadOutcome) {
        var reading = XMLReading(source, chunk, limits: limits, window: window)
        while reading.fill() { reading.scan(into: &receiver) }
        return (reading.chunkStop, reading.outcome)
    }

    /// What is open around the first element of a certain name.
    ///
    /// - Parameters:
    ///   - names: local names.
    ///   - source: the file, which is UTF-8.
    ///   - limits: the bounds.
    /// - Returns: the context; nothing where there is no such element in the first megabyte, or the document has a DOCTYPE or
    ///   something else before it that libxml2 has to judge: such a document is not read in chunks.
    package static func context(of names: [String], in source: SourceFile, limits: Limits = Limits()) -> XMLContext? {
        var finder = AncestorFinder(names: names)
        var search = XMLReading(source, encoding: .utf8, limits: limits, window: 1 << 16)
        while search.fill() { search.scan(into: &finder) }
        guard let found = finder.found else { return nil }
        var reading = XMLReading(source, encoding: .utf8, limits: limits, window: 1 << 16)
        reading.scanner.stop(at: MarkupScanner.Boundary(offset: found, ancestors: finder.ancestors))
        finder = AncestorFinder(names: [])
        while reading.fill() { reading.scan(into: &finder) }
        return reading.stop == .boundary ? reading.scanner.context : nil
    }

    /// Reads a document with libxml2 from where the scanner left it.
    ///
    /// - Parameters:
    ///   - handover: where the scanner left it.
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - receiver: takes the events that the scanner has not given.
    /// - Returns: the faults, and how much was read.
    package static func resume<Receiver: EventReceiver & ~Copyable>(
        _ handover: XMLHandover,
        of source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        window: Int = 1 << 18,
        into receiver: inout Receiver
    ) -> ReadOutcome {
        let stream = DecodedStream(source, encoding: encoding, window: window)
        var outcome = parse(stream, limits, trims: true, handover, &receiver)
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
        parse(DecodedStream(entry, window: 1 << 16), limits, trims: trims, nil, &receiver)
    }

    private static func parse<Receiver: EventReceiver & ~Copyable>(
        _ stream: consuming DecodedStream,
        _ limits: Limits,
        trims: Bool,
        _ handover: XMLHandover?,
        _ receiver: inout Receiver
    ) -> ReadOutcome {
        do throws(SyntaxFault) {
            return try parse(&stream, limits, trims: trims, handover, &receiver)
        } catch {
            var outcome = ReadOutcome()
            outcome.note(error)
            return outcome
        }
    }

    private static func parse<Receiver: EventReceiver & ~Copyable>(
        _ stream: inout DecodedStream,
        _ limits: Limits,
        trims: Bool,
        _ handover: XMLHandover?,
        _ receiver: inout Receiver
    ) throws(SyntaxFault) -> ReadOutcome {
        var outcome = ReadOutcome()
        var buffer: [UInt8] = []
        guard try stream.read(into: &buffer) else {
            outcome.note(SyntaxFault(.emptyFile))
            return outcome
        }
        // The callbacks reach the session through the parser's private pointer, only while `xmlParseChunk` runs.
        let session = unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
            unsafe XMLSession<Receiver>(receiver: pointer, limits: limits, trims: trims, handover: handover)
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
