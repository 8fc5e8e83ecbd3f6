internal import CLibXML2

/// What libxml2's callbacks reach.
///
/// A C function pointer cannot be generic, so the generic session hides behind this
/// class, the only one of the module that is inherited from.
class XMLCallbacks {
    /// An element begins; five pointers an attribute: local name, prefix, namespace, value's begin and end.
    func start(
        _ local: UnsafePointer<xmlChar>?,
        _ prefix: UnsafePointer<xmlChar>?,
        _ uri: UnsafePointer<xmlChar>?,
        _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {}

    /// An element ends.
    func end() {}

    /// Text of an element, in pieces.
    func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {}

    /// A comment.
    func comment(_ text: UnsafePointer<xmlChar>?) {}

    /// An entity is declared.
    func refuseEntity(_ name: UnsafePointer<xmlChar>?) {}

    /// Something is wrong.
    func note(_ error: UnsafeMutablePointer<xmlError>?) {}

    /// The object of a parser context, which its owner keeps alive while the parser runs.
    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLCallbacks? {
        guard let context = unsafe context else { return nil }
        let parser = unsafe context.assumingMemoryBound(to: xmlParserCtxt.self)
        guard let pointer = unsafe parser.pointee._private else { return nil }
        return unsafe Unmanaged<XMLCallbacks>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The handler that leads every callback here.
    static func makeHandler() -> xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = XML_SAX2_MAGIC
        unsafe handler.startElementNs = { context, local, prefix, uri, _, _, count, _, attributes in
            unsafe XMLCallbacks.of(context)?.start(local, prefix, uri, Int(count), attributes)
        }
        unsafe handler.endElementNs = { context, _, _, _ in unsafe XMLCallbacks.of(context)?.end() }
        unsafe handler.characters = { context, bytes, count in
            unsafe XMLCallbacks.of(context)?.characters(bytes, Int(count))
        }
        unsafe handler.cdataBlock = handler.characters
        unsafe handler.comment = { context, text in unsafe XMLCallbacks.of(context)?.comment(text) }
        unsafe handler.getEntity = { _, name in unsafe xmlGetPredefinedEntity(name) }
        unsafe handler.entityDecl = { context, name, _, _, _, _ in
            unsafe XMLCallbacks.of(context)?.refuseEntity(name)
        }
        unsafe handler.serror = { context, error in unsafe XMLCallbacks.of(context)?.note(error) }
        return unsafe handler
    }
}
