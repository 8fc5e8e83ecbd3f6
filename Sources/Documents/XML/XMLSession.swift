internal import CLibXML2

/// One run of libxml2's SAX2 push parser.
///
/// Owns the parser context until `finish()`. The receiver is borrowed through a pointer that outlives the session, since
/// both live in one call of `XMLReader.resume`. Callbacks find the session through the context's `_private` field.
@safe final class XMLSession<Receiver: EventReceiver & ~Copyable>: XMLCallbacks {
    private let receiver: UnsafeMutablePointer<Receiver>
    private let limits: Limits
    /// Whether blanks around texts are left out.
    private let trims: Bool
    private var parser: xmlParserCtxtPtr?
    private var names = PointerCache()
    private var depth = 0
    /// Levels inside a subtree that nobody reads.
    private var skipped = 0
    private var text: [UInt8] = []
    private var textStart = -1
    private var textEnd = -1
    private var isLeaf = false
    private var collector = RemarkCollector()
    /// What was given before; nothing once that is passed.
    private var handover: XMLHandover?

    /// Whether all bytes were pushed: what is wrong now is that there are no more.
    private var isFinishing = false

    /// What stopped the parser.
    private(set) var fault: SyntaxFault?
    /// Whether nothing more is to be pushed.
    private(set) var isStopped = false

    /// The comments that speak to shiplint.
    var remarks: [Remark] { collector.remarks }

    init(receiver: UnsafeMutablePointer<Receiver>, limits: Limits, trims: Bool, handover: XMLHandover?) {
        unsafe self.receiver = receiver
        self.trims = trims
        self.limits = limits
        self.handover = handover
        super.init()
        var handler = unsafe XMLCallbacks.makeHandler()
        let parser = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
        unsafe self.parser = parser
        unsafe parser?.pointee._private = Unmanaged<XMLCallbacks>.passUnretained(self).toOpaque()
        _ = unsafe xmlCtxtUseOptions(
            parser,
            Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_IGNORE_ENC.rawValue) | Int32(XML_PARSE_COMPACT.rawValue)
        )
        // The user data of libxml2's own handlers is the context, and so it is of ours.
        unsafe parser?.pointee.userData = UnsafeMutableRawPointer(parser)
    }

    /// Parses further bytes.
    func push(_ bytes: [UInt8], isLast: Bool) {
        isFinishing = isLast
        // libxml2 takes the count as a C int; windows are far smaller.
        unsafe bytes.withUnsafeBytes { raw in
            let characters = unsafe raw.bindMemory(to: CChar.self)
            _ = unsafe xmlParseChunk(parser, characters.baseAddress, Int32(characters.count), isLast ? 1 : 0)
        }
        if unsafe receiver.pointee.isFinished { stop(nil) }
    }

    /// Frees the parser.
    func finish() {
        unsafe xmlFreeParserCtxt(parser)
        unsafe parser = nil
    }

    private func stop(_ fault: SyntaxFault?) {
        guard !isStopped else { return }
        isStopped = true
        if self.fault == nil { self.fault = fault }
        unsafe xmlStopParser(parser)
    }

    /// Whether what ends at an offset was given before.
    private func isGiven(_ end: Int) -> Bool {
        guard let handover else { return false }
        if end <= handover.offset { return true }
        skipped = handover.skipped
        self.handover = nil
        return false
    }

    private var offset: Int { unsafe parser.map { unsafe clibxml2_offset($0) } ?? 0 }

    override func refuseEntity(_ name: UnsafePointer<xmlChar>?) {
        let name = unsafe name.map { unsafe String(cString: $0) } ?? ""
        stop(SyntaxFault(.entityDeclared, at: offset, detail: String(name.prefix(60))))
    }

    override func note(_ error: UnsafeMutablePointer<xmlError>?) {
        guard let error = unsafe error, unsafe error.pointee.level == XML_ERR_FATAL, fault == nil else { return }
        let reason = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
        let line = String(reason.prefix { !$0.isNewline }.prefix(160))
        let code: SyntaxFault.Code =
            switch unsafe xmlParserErrors(rawValue: UInt32(error.pointee.code)) {
            case XML_ERR_INVALID_ENCODING: .invalidEncoding
            case XML_ERR_INVALID_CHAR where line.contains("UTF-8"): .invalidEncoding
            default: isFinishing ? .truncated : .notWellFormed
            }
        fault = SyntaxFault(code, at: offset, detail: code == .invalidEncoding ? "UTF-8" : line)
        isStopped = true
    }

    // MARK: Events

    override func comment(_ text: UnsafePointer<xmlChar>?) {
        guard !isStopped, let text = unsafe text else { return }
        unsafe collector.comment(Self.bytes(text), endingAt: offset)
    }

    override func start(
        _ local: UnsafePointer<xmlChar>?,
        _ prefix: UnsafePointer<xmlChar>?,
        _ uri: UnsafePointer<xmlChar>?,
        _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard !isStopped else { return }
        let isGiven = isGiven(offset)
        depth += 1
        isLeaf = true
        if !collector.isIdle {
            collector.start(at: unsafe parser.map { unsafe clibxml2_tag_offset($0) } ?? 0, depth: depth)
        }
        text.removeAll(keepingCapacity: true)
        textStart = -1
        guard !isGiven else { return }
        guard depth <= limits.depth else {
            stop(SyntaxFault(.nestingLimit, at: offset, detail: "\(limits.depth)"))
            return
        }
        guard skipped == 0 else {
            skipped += 1
            return
        }
        let name = unsafe self.name(local, prefix, uri)
        let tag = unsafe parser.map { unsafe clibxml2_tag_offset($0) } ?? 0
        guard unsafe receiver.pointee.open(name, index: -1, at: tag) else {
            skipped = 1
            return
        }
        guard attributeCount > 0, let attributes = unsafe attributes else { return }
        var places: [Place] = []
        for index in 0..<attributeCount {
            // libxml2 gives five pointers an attribute: local name, prefix, namespace, value's begin and end.
            let name = unsafe self.name(attributes[index * 5], attributes[index * 5 + 1], attributes[index * 5 + 2])
            guard unsafe receiver.pointee.reads(attribute: name), let begin = unsafe attributes[index * 5 + 3],
                let end = unsafe attributes[index * 5 + 4]
            else { continue }
            let count = unsafe end - begin
            guard count <= limits.value else {
                stop(SyntaxFault(.valueLimit, at: tag, detail: "\(limits.value)"))
                return
            }
            let start = unsafe parser.map { unsafe clibxml2_offset_of($0, begin) } ?? -1
            let value = unsafe UnsafeBufferPointer(start: begin, count: count)
            if start >= 0 {
                let place = Place(offset: start, length: count)
                unsafe receiver.pointee.attribute(name, Span(_unsafeElements: value), at: place)
                continue
            }
            // The parser copies what is not ASCII or holds references.
            if places.isEmpty { places = valuePlaces(from: tag) }
            let place = index < places.count ? places[index] : Place(offset: tag, length: count)
            let text = unsafe Self.unescaped(value)
            unsafe receiver.pointee.attribute(name, text.span, at: place)
        }
    }

    /// The places of the values of the tag that was just read, in order, but for those of namespaces.
    private func valuePlaces(from tag: Int) -> [Place] {
        guard let next = unsafe parser.flatMap({ unsafe clibxml2_next($0) }) else { return [] }
        // In bounds: the parser holds a tag as a whole until it has given it.
        let bytes = unsafe UnsafeBufferPointer(start: next - (offset - tag), count: offset - tag)
        var places: [Place] = []
        var index = 0
        var isNamespace = false
        while index < bytes.count {
            switch unsafe bytes[index] {
            case 0x09, 0x0A, 0x0D, 0x20:
                // A name follows a blank; blanks around `=` are followed by none.
                let name = unsafe bytes[(index + 1)...]
                if unsafe name.starts(with: "xmlns".utf8) {
                    isNamespace = unsafe name.dropFirst(5).first.map { ":= \t\r\n".utf8.contains($0) } ?? false
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = unsafe bytes[(index + 1)...].firstIndex(of: bytes[index]) else { return places }
                if !isNamespace { places.append(Place(offset: tag + index + 1, length: end - index - 1)) }
                isNamespace = false
                index = end
            default: break
            }
            index += 1
        }
        return places
    }

    /// libxml2 leaves `&` in attributes as a reference where it does not replace entities.
    private static func unescaped(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(value.count)
        var index = 0
        while index < value.count {
            unsafe text.append(value[index])
            index += unsafe value[index] == UInt8(ascii: "&") ? 5 : 1
        }
        return text
    }

    override func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
        guard !isStopped, let parser = unsafe parser, let bytes = unsafe bytes else { return }
        let start = unsafe clibxml2_text_offset(parser, bytes, Int32(count))
        // Text that the parser has copied ends where it reads next.
        let end = unsafe clibxml2_offset_of(parser, bytes) >= 0 ? start + count : offset
        guard !isGiven(end), skipped == 0, isLeaf else { return }
        guard text.count + count <= limits.value else {
            stop(SyntaxFault(.valueLimit, at: offset, detail: "\(limits.value)"))
            return
        }
        if textStart < 0 { textStart = start >= 0 ? start : offset }
        textEnd = end
        unsafe text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    }

    override func end() {
        guard !isStopped else { return }
        if !collector.isIdle { collector.end(at: offset, depth: depth) }
        let isGiven = isGiven(offset)
        depth -= 1
        guard !isGiven else {
            isLeaf = false
            return
        }
        guard skipped == 0 else {
            skipped -= 1
            isLeaf = false
            return
        }
        if isLeaf, !text.isEmpty { giveText() }
        isLeaf = false
        unsafe receiver.pointee.close(at: offset, fields: 0)
        if unsafe receiver.pointee.isFinished { stop(nil) }
    }

    private func giveText() {
        let isKept: (UInt8) -> Bool = { [trims] in !trims || $0 > 0x20 }
        guard let first = text.firstIndex(where: isKept), let last = text.lastIndex(where: isKept) else { return }
        // Text that holds references is shorter than its source, so its place covers the whole source.
        let isPlain = textEnd - textStart == text.count
        let place =
            isPlain
            ? Place(offset: textStart + first, length: last + 1 - first)
            : Place(offset: textStart, length: max(0, textEnd - textStart))
        let given = text
        unsafe receiver.pointee.value(given.span.extracting(first..<(last + 1)), at: place)
    }

    private func name(
        _ local: UnsafePointer<xmlChar>?,
        _ prefix: UnsafePointer<xmlChar>?,
        _ uri: UnsafePointer<xmlChar>?
    ) -> Name {
        let key = PointerCache.Key(
            local: UInt(bitPattern: local),
            namespace: UInt(bitPattern: uri),
            prefix: UInt(bitPattern: prefix)
        )
        if let known = names.find(key) { return known }
        // The parser's dictionary owns these texts for as long as the parser lives.
        let (space, text, short) = unsafe (Self.bytes(uri), Self.bytes(local), Self.bytes(prefix))
        let resolved = unsafe receiver.pointee.resolve(
            namespace: Span(_unsafeElements: space),
            local: Span(_unsafeElements: text),
            prefix: Span(_unsafeElements: short)
        )
        names.insert(key, resolved)
        return resolved
    }

    private static func bytes(_ text: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: text, count: text == nil ? 0 : Int(xmlStrlen(text)))
    }
}
