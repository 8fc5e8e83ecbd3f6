internal import CLibXML2
internal import Synchronization

/// An XML Schema of the user's, ready to validate documents with.
///
/// Owns the schema from `init` to `deinit`. libxml2 only reads it while documents are validated, one at a time all the same.
@safe package final class XMLSchema: @unchecked Sendable {
    /// Why a schema cannot be used.
    package struct LoadError: Error {
        /// What is wrong, with file and line where they are known.
        package let message: String
    }

    private let handle: xmlSchemaPtr
    private let turn = Mutex<Void>(())

    /// Reads a schema, and what it includes or imports from its own folder and from further places.
    ///
    /// - Parameters:
    ///   - path: the schema.
    ///   - places: files and folders that it may read besides.
    /// - Throws: `LoadError` where a file is missing, is no schema or stands elsewhere.
    package init(path: String, places: [String] = []) throws(LoadError) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let own = path.hasPrefix("/") && folder.isEmpty ? "/" : folder.isEmpty ? "." : folder
        let log = SchemaLog()
        let (schema, refused) = unsafe SchemaReading.allow([own] + places) { unsafe Self.read(path, log) }
        if let other = refused.first {
            if let schema = unsafe schema { unsafe xmlSchemaFree(schema) }
            throw LoadError(
                message: "the schema reads '\(other)', which is not there or not below its folder; "
                    + "name the folder too: xsd: [\(path), FOLDER]"
            )
        }
        guard let schema = unsafe schema else { throw LoadError(message: log.first ?? "this is no XML Schema") }
        unsafe handle = schema
    }

    deinit { unsafe xmlSchemaFree(handle) }

    private static func read(_ path: String, _ log: SchemaLog) -> xmlSchemaPtr? {
        guard let parser = unsafe xmlSchemaNewParserCtxt(path) else { return nil }
        defer { unsafe xmlSchemaFreeParserCtxt(parser) }
        // The log outlives the parser: both live in one call of `init`.
        unsafe xmlSchemaSetParserStructuredErrors(
            parser,
            { context, error in
                guard let context = unsafe context, let error = unsafe error else { return }
                unsafe Unmanaged<SchemaLog>.fromOpaque(context).takeUnretainedValue().note(error)
            },
            Unmanaged.passUnretained(log).toOpaque()
        )
        return unsafe xmlSchemaParse(parser)
    }

    /// Validates a document as it streams by.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - encoding: how its text is written.
    ///   - limits: the bounds.
    ///   - maximum: faults after which it is left.
    /// - Returns: what the schema refuses, in the order of the document. What is no XML ends it: the reader tells that.
    package func validate(
        _ source: SourceFile,
        encoding: TextEncoding,
        limits: Limits = Limits(),
        maximum: Int = 1000
    ) -> [SchemaFault] {
        turn.withLock { _ in
            guard let session = unsafe XMLValidation(schema: handle, limits: limits, maximum: maximum) else {
                return []
            }
            defer { session.finish() }
            var stream = DecodedStream(source, encoding: encoding)
            var buffer: [UInt8] = []
            do throws(SyntaxFault) {
                while !session.isStopped, try stream.read(into: &buffer) {
                    session.push(buffer, isLast: false)
                    buffer.removeAll(keepingCapacity: true)
                }
            } catch {
                return session.faults
            }
            if !session.isStopped { session.push([], isLast: true) }
            return session.faults
        }
    }
}

/// Keeps the first error of a schema.
private final class SchemaLog {
    private(set) var first: String?

    func note(_ error: UnsafeMutablePointer<xmlError>) {
        guard first == nil, unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
        let file = unsafe error.pointee.file.map { unsafe String(cString: $0) } ?? ""
        first = unsafe "\(file):\(error.pointee.line): \(message.prefix { !$0.isNewline })"
    }
}
