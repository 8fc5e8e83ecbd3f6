internal import CLibXML2

/// Takes what an HTML parser finds; a C function pointer cannot be generic, hence a class.
class HTMLCallbacks {
    /// Where the parser is, in bytes pushed.
    fileprivate(set) var offset = 0
    /// Whether nothing more is wanted.
    var isFinished = false

    /// An element begins.
    ///
    /// - Parameters:
    ///   - name: in lower case.
    ///   - attributes: by name in lower case.
    func start(_ name: String, _ attributes: [String: String]) {}

    /// An element ends, said or implied.
    func end(_ name: String) {}

    /// Text, in pieces, with references resolved.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Parses HTML as mail programs and spreadsheet programs write it, with libxml2's push parser: no tree, no network.
///
/// Owns the parser context within one call; callbacks find the receiver through the context's `_private` field.
enum HTMLParser {
    /// Parses UTF-8 bytes.
    ///
    /// HTML is never broken: what is left open is closed.
    static func parse(_ bytes: [UInt8], into callbacks: HTMLCallbacks) {
        var handler = unsafe htmlSAXHandler()
        unsafe handler.startElement = { context, name, attributes in
            guard let (callbacks, offset) = unsafe HTMLParser.receiver(context), let name = unsafe name else { return }
            callbacks.offset = offset
            unsafe callbacks.start(HTMLParser.string(name), HTMLParser.attributes(attributes))
        }
        unsafe handler.endElement = { context, name in
            guard let (callbacks, offset) = unsafe HTMLParser.receiver(context), let name = unsafe name else { return }
            callbacks.offset = offset
            unsafe callbacks.end(HTMLParser.string(name))
        }
        unsafe handler.characters = { context, text, count in
            guard let (callbacks, offset) = unsafe HTMLParser.receiver(context) else { return }
            callbacks.offset = offset
            unsafe callbacks.characters(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe handler.ignorableWhitespace = handler.characters
        let parser = unsafe htmlCreatePushParserCtxt(&handler, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        guard let parser = unsafe parser else { return }
        defer { unsafe htmlFreeParserCtxt(parser) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        _ = unsafe htmlCtxtUseOptions(parser, Int32(options))
        unsafe parser.pointee._private = Unmanaged.passUnretained(callbacks).toOpaque()
        unsafe parser.pointee.userData = UnsafeMutableRawPointer(parser)
        var start = 0
        while start < bytes.count, !callbacks.isFinished {
            let end = min(bytes.count, start + (1 << 16))
            unsafe bytes[start..<end].withUnsafeBytes { raw in
                let characters = unsafe raw.bindMemory(to: CChar.self)
                _ = unsafe htmlParseChunk(parser, characters.baseAddress, Int32(characters.count), 0)
            }
            start = end
        }
        _ = unsafe htmlParseChunk(parser, nil, 0, 1)
    }

    /// The receiver of a parser context, which lives as long as `parse` runs, and where the parser is.
    private static func receiver(_ context: UnsafeMutableRawPointer?) -> (HTMLCallbacks, offset: Int)? {
        guard let context = unsafe context else { return nil }
        let parser = unsafe context.assumingMemoryBound(to: xmlParserCtxt.self)
        guard let pointer = unsafe parser.pointee._private else { return nil }
        let callbacks = unsafe Unmanaged<HTMLCallbacks>.fromOpaque(pointer).takeUnretainedValue()
        return unsafe callbacks.isFinished ? nil : (callbacks, Int(clibxml2_offset(parser)))
    }

    private static func string(_ text: UnsafePointer<xmlChar>) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))), as: UTF8.self)
    }

    /// Attributes come as pairs of name and value up to a null; a name may stand without a value.
    private static func attributes(_ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> [String: String] {
        guard let pairs = unsafe pairs else { return [:] }
        var attributes: [String: String] = [:]
        var index = 0
        while let name = unsafe pairs[index] {
            attributes[unsafe string(name)] = unsafe pairs[index + 1].map { unsafe string($0) } ?? ""
            index += 2
        }
        return attributes
    }
}
