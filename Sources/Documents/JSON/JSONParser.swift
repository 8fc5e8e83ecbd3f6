internal import CSimdJSON

/// Owns a simdjson parser from `init` to `deinit`; used by one reader at a time.
@safe final class JSONParser {
    private let handle: OpaquePointer

    init?() {
        guard let handle = unsafe csimdjson_make() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe csimdjson_free(handle) }

    /// Lends a walk over documents for one receiver.
    func withWalk<Receiver: EventReceiver & ~Copyable>(
        _ limits: Limits,
        _ receiver: inout Receiver,
        _ outcome: inout ReadOutcome,
        _ body: (borrowing JSONWalk, inout ReadOutcome) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let empty: [UInt8] = []
        let root = receiver.resolve(namespace: empty.span, local: Array("$".utf8).span, prefix: empty.span)
        let item = receiver.resolve(namespace: empty.span, local: Array("item".utf8).span, prefix: empty.span)
        try unsafe withUnsafeMutablePointer(to: &receiver) { pointer throws(SyntaxFault) in
            let session = unsafe JSONSession(receiver: pointer)
            try body(
                unsafe JSONWalk(handle: handle, session: session, root: root, item: item, limits: limits),
                &outcome
            )
        }
    }
}

/// Walks documents that stand in padded texts; lives as long as its receiver is lent.
@safe struct JSONWalk: ~Copyable {
    private let handle: OpaquePointer
    private let session: JSONCallbacks
    private let root: Name
    private let item: Name
    private let limits: Limits

    init(handle: OpaquePointer, session: JSONCallbacks, root: Name, item: Name, limits: Limits) {
        unsafe self.handle = handle
        self.session = session
        self.root = root
        self.item = item
        self.limits = limits
    }

    /// Whether the receiver wants nothing more.
    var isFinished: Bool { session.isFinished }

    /// Walks one document.
    ///
    /// - Parameters:
    ///   - text: the document and what is around it, padded behind.
    ///   - range: where the document stands in the text.
    ///   - base: where the text begins in the file.
    ///   - outcome: takes note of keys that stand twice.
    /// - Returns: the fault that stopped it, if any.
    func walk(_ text: [UInt8], _ range: Range<Int>, base: Int, _ outcome: inout ReadOutcome) -> SyntaxFault? {
        var place = 0
        var reason: UnsafePointer<CChar>? = nil
        session.base = base + range.lowerBound
        guard session.wants(0..<range.count) else { return nil }
        // The session outlives the walk: it is used again below.
        var callbacks = unsafe session.makeReceiver()
        let status = unsafe text.withUnsafeBufferPointer { bytes in
            // In bounds: the text goes on for the padding behind `range`.
            unsafe csimdjson_walk(
                handle,
                bytes.baseAddress?.advanced(by: range.lowerBound),
                range.count,
                bytes.count - range.lowerBound,
                root.rawValue,
                item.rawValue,
                Int32(limits.depth),
                limits.value,
                &callbacks,
                &place,
                &reason
            )
        }
        for duplicate in session.takeDuplicates() { outcome.note(duplicate) }
        let detail = unsafe reason.map { unsafe String(cString: $0) } ?? ""
        return Self.fault(status, at: session.base + place, limits, detail)
    }

    private static func fault(_ status: csimdjson_status, at offset: Int, _ limits: Limits, _ detail: String)
        -> SyntaxFault?
    {
        switch status {
        case CSIMDJSON_OK: nil
        case CSIMDJSON_TRUNCATED: SyntaxFault(.truncated, at: offset)
        case CSIMDJSON_ENCODING: SyntaxFault(.invalidEncoding, at: offset, detail: "UTF-8")
        case CSIMDJSON_DEPTH: SyntaxFault(.nestingLimit, at: offset, detail: "\(limits.depth)")
        case CSIMDJSON_VALUE: SyntaxFault(.valueLimit, at: offset, detail: "\(limits.value)")
        case CSIMDJSON_TRAILING: SyntaxFault(.trailingContent, at: offset, isFatal: false)
        case CSIMDJSON_EMPTY: SyntaxFault(.emptyFile)
        case CSIMDJSON_MEMORY: SyntaxFault(.unreadable, detail: "out of memory")
        default: SyntaxFault(.notWellFormed, at: offset, detail: detail)
        }
    }
}
