internal import CSimdJSON

/// Owns a simdjson parser from `init` to `deinit`; used by one reader at a time.
@safe final class JSONParser {
    private let handle: OpaquePointer

    init?() {
        guard let handle = unsafe csimdjson_make() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe csimdjson_free(handle) }

    /// Walks one document in a padded text.
    ///
    /// - Returns: the fault that stopped it, if any; duplicate keys are noted in the outcome.
    func walk<Receiver: EventReceiver & ~Copyable>(
        _ text: [UInt8],
        _ range: Range<Int>,
        _ limits: Limits,
        _ receiver: inout Receiver,
        _ outcome: inout ReadOutcome
    ) -> SyntaxFault? {
        let empty: [UInt8] = []
        let root = receiver.resolve(namespace: empty.span, local: Array("$".utf8).span, prefix: empty.span)
        let item = receiver.resolve(namespace: empty.span, local: Array("item".utf8).span, prefix: empty.span)
        var place = 0
        var reason: UnsafePointer<CChar>? = nil
        var duplicates: [SyntaxFault] = []
        let status = unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
            let session = unsafe JSONSession(receiver: pointer, base: range.lowerBound)
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
            duplicates = session.duplicates
            return status
        }
        for duplicate in duplicates { outcome.note(duplicate) }
        let detail = unsafe reason.map { unsafe String(cString: $0) } ?? ""
        return Self.fault(status, at: range.lowerBound + place, limits, detail)
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
