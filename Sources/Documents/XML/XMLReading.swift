/// One read of a document, window by window.
@usableFromInline
struct XMLReading: ~Copyable {
    @usableFromInline var scanner: MarkupScanner
    /// Why the scanner stopped.
    @usableFromInline var stop = MarkupScanner.Stop.more

    private let source: SourceFile
    private let encoding: TextEncoding
    private let limits: Limits
    private let window: Int
    private var stream: DecodedStream
    /// The window, with the zeros behind it.
    @usableFromInline private(set) var buffer: [UInt8] = []
    private let start: Int
    private var read = 0
    @usableFromInline private(set) var isAtEnd = false
    /// What the system said.
    private var fault: SyntaxFault?

    /// Begins a read.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - limits: the bounds.
    ///   - window: bytes read at a time.
    ///   - start: the offset of the first byte to read.
    @usableFromInline
    init(_ source: SourceFile, encoding: TextEncoding, limits: Limits, window: Int, from start: Int = 0) {
        self.source = source
        self.encoding = encoding
        self.limits = limits
        self.window = window
        self.start = start
        stream = DecodedStream(source, encoding: encoding, window: window, from: start)
        scanner = MarkupScanner(limits: limits)
        scanner.base = start
    }

    /// Begins a read of a chunk.
    @usableFromInline
    init(_ source: SourceFile, _ chunk: XMLChunk, limits: Limits, window: Int) {
        self.init(source, encoding: .utf8, limits: limits, window: window, from: chunk.start ?? 0)
        scanner.stop(at: MarkupScanner.Boundary(offset: chunk.end, ancestors: chunk.context.elements.map(\.offset)))
        if let start = chunk.start, !scanner.begin(in: chunk.context, at: start) { stop = .unusual }
    }

    /// Gets further bytes for the scanner.
    ///
    /// - Returns: false where there is nothing more to scan.
    @usableFromInline
    mutating func fill() -> Bool {
        guard stop == .more, fault == nil else { return false }
        guard !isAtEnd else {
            stop = .unusual
            return false
        }
        buffer.removeLast(min(buffer.count, MarkupWindow.padding))
        let done = scanner.kept
        // What is longer than the longest value is no token of a real file.
        guard buffer.count - done <= limits.value + 1 << 16 else {
            stop = .unusual
            return false
        }
        if done > 0 {
            buffer.removeFirst(done)
            scanner.drop(done)
        }
        // A token that did not fit is not begun again for each small window.
        let wanted = buffer.count * 2
        do throws(SyntaxFault) {
            repeat {
                let before = buffer.count
                isAtEnd = !(try stream.read(into: &buffer))
                read += buffer.count - before
            } while !isAtEnd && buffer.count < wanted
        } catch {
            fault = error
            return false
        }
        guard read > 0 else {
            fault = SyntaxFault(.emptyFile)
            return false
        }
        buffer.append(contentsOf: repeatElement(0, count: MarkupWindow.padding))
        return true
    }

    /// Scans the bytes that are there.
    @inlinable
    mutating func scan<Receiver: EventReceiver & ~Copyable>(into receiver: inout Receiver) {
        stop = unsafe buffer.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return .more }
            let count = bytes.count - MarkupWindow.padding
            let stop = unsafe scanner.scan(MarkupWindow(start, count: count, isLast: isAtEnd), into: &receiver)
            return stop == .more && receiver.isFinished ? .finished : stop
        }
    }

    /// Ends the read: where the scanner could not go on, libxml2 does.
    ///
    /// - Returns: the faults, and how much was read.
    @usableFromInline
    func finish<Receiver: EventReceiver & ~Copyable>(into receiver: inout Receiver) -> ReadOutcome {
        if let handover {
            return XMLReader.resume(
                handover,
                of: source,
                encoding: encoding,
                limits: limits,
                window: window,
                into: &receiver
            )
        }
        return outcome
    }

    /// Where a chunk was read to.
    @usableFromInline
    var chunkStop: XMLChunk.Stop {
        if let handover { return .handover(handover) }
        return stop == .boundary ? .element(scanner.base + scanner.position) : .end
    }

    /// What libxml2 has to go on with, if it has to.
    var handover: XMLHandover? {
        guard stop == .unusual, fault == nil else { return nil }
        return XMLHandover(offset: scanner.given, skipped: scanner.skipped)
    }

    /// The faults of the system, and how much was read.
    @usableFromInline
    var outcome: ReadOutcome {
        var outcome = ReadOutcome()
        outcome.bytes = stop == .boundary ? scanner.base + scanner.position - start : read
        if let fault { outcome.note(fault) }
        if source.hasChanged { outcome.note(SyntaxFault(.changedDuringRead)) }
        return outcome
    }
}
