internal import CLibXML2

/// One run of libxml2's streaming validator over its push parser.
///
/// Owns the parser and the validation context until `finish()`. The callbacks find it through the parser's `_private`
/// field and the validator's error context, both only while `push` runs.
@safe final class XMLValidation: XMLCallbacks {
    /// What the schema refuses so far.
    private(set) var faults: [SchemaFault] = []
    /// Whether nothing more is to be pushed.
    private(set) var isStopped = false

    private let limits: Limits
    private let maximum: Int
    private var parser: xmlParserCtxtPtr?
    private var validator: xmlSchemaValidCtxtPtr?
    private var plug: xmlSchemaSAXPlugPtr?
    /// Where the open elements begin.
    private var starts: [Int] = []
    /// Where the element begins that the validator looks at.
    private var current = 0

    init?(schema: xmlSchemaPtr, limits: Limits, maximum: Int) {
        self.limits = limits
        self.maximum = maximum
        super.init()
        var handler = unsafe XMLCallbacks.makeHandler()
        guard let parser = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return nil }
        unsafe self.parser = parser
        unsafe parser.pointee._private = Unmanaged<XMLCallbacks>.passUnretained(self).toOpaque()
        _ = unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_IGNORE_ENC.rawValue))
        unsafe parser.pointee.userData = UnsafeMutableRawPointer(parser)
        guard let validator = unsafe xmlSchemaNewValidCtxt(schema) else { return nil }
        unsafe self.validator = validator
        unsafe xmlSchemaSetValidStructuredErrors(
            validator,
            { context, error in
                guard let context = unsafe context, let error = unsafe error else { return }
                unsafe Unmanaged<XMLValidation>.fromOpaque(context).takeUnretainedValue().refuse(error)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
        unsafe plug = xmlSchemaSAXPlug(validator, &parser.pointee.sax, &parser.pointee.userData)
        guard unsafe plug != nil else { return nil }
    }

    /// Parses and validates further bytes.
    func push(_ bytes: [UInt8], isLast: Bool) {
        unsafe bytes.withUnsafeBytes { raw in
            let characters = unsafe raw.bindMemory(to: CChar.self)
            // libxml2 takes the count as a C int; windows are far smaller.
            _ = unsafe xmlParseChunk(parser, characters.baseAddress, Int32(characters.count), isLast ? 1 : 0)
        }
    }

    /// Frees the parser and the validator; the parser gets its own handler back first, which it frees itself.
    func finish() {
        if let plug = unsafe plug { _ = unsafe xmlSchemaSAXUnplug(plug) }
        if let validator = unsafe validator { unsafe xmlSchemaFreeValidCtxt(validator) }
        if let parser = unsafe parser { unsafe xmlFreeParserCtxt(parser) }
        unsafe (plug, validator, parser) = (nil, nil, nil)
    }

    private func stop() {
        guard !isStopped else { return }
        isStopped = true
        unsafe xmlStopParser(parser)
    }

    private func refuse(_ error: UnsafeMutablePointer<xmlError>) {
        guard unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue, !isStopped else { return }
        // A value of a wrong type is told once for its facet and once more for its type.
        let code = unsafe Self.code(of: error.pointee.code)
        if code == .value, let last = faults.last, last.code == .value, last.offset == current { return }
        let text = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
        faults.append(SchemaFault(code: code, offset: current, message: Self.plain(text)))
        if faults.count >= maximum { stop() }
    }

    /// The message on one line, without the namespaces of names and the full stop.
    private static func plain(_ text: String) -> String {
        var plain = ""
        var isNamespace = false
        for character in text {
            if character == "{" {
                isNamespace = true
            } else if character == "}" {
                isNamespace = false
            } else if !isNamespace {
                plain.append(character.isNewline ? " " : character)
            }
        }
        while let last = plain.last, last == " " || last == "." { plain.removeLast() }
        return String(plain.prefix(300))
    }

    private static func code(of code: Int32) -> SchemaFault.Code {
        switch xmlParserErrors(rawValue: UInt32(bitPattern: code)) {
        case XML_SCHEMAV_CVC_ELT_1: .root
        case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3,
            XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4:
            .content
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
            XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
            .attribute
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
            XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, XML_SCHEMAV_CVC_FACET_VALID,
            XML_SCHEMAV_CVC_LENGTH_VALID, XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID,
            XML_SCHEMAV_CVC_MININCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID,
            XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, XML_SCHEMAV_CVC_TOTALDIGITS_VALID,
            XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, XML_SCHEMAV_CVC_PATTERN_VALID, XML_SCHEMAV_CVC_ENUMERATION_VALID,
            XML_SCHEMAV_CVC_ATTRIBUTE_3:
            .value
        case XML_SCHEMAV_CVC_IDC: .key
        default: .other
        }
    }

    // MARK: Events

    override func start(
        _ local: UnsafePointer<xmlChar>?,
        _ prefix: UnsafePointer<xmlChar>?,
        _ uri: UnsafePointer<xmlChar>?,
        _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        current = unsafe parser.map { unsafe clibxml2_tag_offset($0) } ?? 0
        starts.append(current)
        if starts.count > limits.depth { stop() }
    }

    override func end() { current = starts.popLast() ?? 0 }

    override func refuseEntity(_ name: UnsafePointer<xmlChar>?) { stop() }

    override func note(_ error: UnsafeMutablePointer<xmlError>?) {
        guard let error = unsafe error, unsafe error.pointee.level == XML_ERR_FATAL else { return }
        isStopped = true
    }
}
