internal import CLibXML2
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Which files libxml2 may open, and when: those of a schema while it is read, and no other ever.
///
/// libxml2 asks one function of the whole process for every file, so that one guards all; schemas are read one after the
/// other.
enum SchemaReading {
    /// What is allowed while a schema is read, and what happened.
    private struct State {
        /// Real paths of files, and of folders of which everything below may be read.
        var places: [String]
        /// What was asked for and refused.
        var refused: [String] = []
        var bytes = 0
    }

    /// Bytes of all files of a schema together.
    private static let limit = 64 << 20

    private static let turn = Mutex<Void>(())
    private static let state = Mutex<State?>(nil)

    private static let isGuarded: Void = unsafe xmlSetExternalEntityLoader { address, _, parser in
        guard let address = unsafe address else { return nil }
        return unsafe SchemaReading.open(String(cString: address), for: parser)
    }

    /// Reads with files of some places allowed.
    ///
    /// - Returns: what the body gives, and the addresses that were refused.
    static func allow<Result>(_ places: [String], _ body: () -> Result) -> (result: Result, refused: [String]) {
        _ = isGuarded
        return turn.withLock { _ in
            state.withLock { $0 = State(places: places.compactMap(realPath)) }
            let result = body()
            let refused = state.withLock { state in
                defer { state = nil }
                return state?.refused ?? []
            }
            return (result, refused)
        }
    }

    private static func open(_ address: String, for parser: xmlParserCtxtPtr?) -> xmlParserInputPtr? {
        let path = address.hasPrefix("file://") ? String(address.dropFirst("file://".count)) : address
        guard let bytes = state.withLock({ read(path, &$0) }) else { return nil }
        return unsafe bytes.withUnsafeBytes { raw in
            let characters = unsafe raw.bindMemory(to: CChar.self)
            return unsafe clibxml2_input(parser, characters.baseAddress, Int32(characters.count), path)
        }
    }

    private static func read(_ path: String, _ state: inout State?) -> [UInt8]? {
        guard var reading = state else { return nil }
        defer { state = reading }
        guard let real = realPath(path), reading.places.contains(where: { real == $0 || real.hasPrefix($0 + "/") }),
            let source = try? SourceFile(path: real), reading.bytes + source.size <= limit
        else {
            reading.refused.append(path)
            return nil
        }
        var bytes: [UInt8] = []
        do throws(SyntaxFault) {
            try source.read(at: 0, count: source.size, into: &bytes)
        } catch {
            reading.refused.append(path)
            return nil
        }
        reading.bytes += bytes.count
        return bytes
    }

    /// A path without links and dots; nothing where nothing stands there.
    private static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
