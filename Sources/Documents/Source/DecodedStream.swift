#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file's text as UTF-8, window by window.
///
/// Offsets everywhere count bytes of this stream. For UTF-8 files they are offsets in the file.
struct DecodedStream: ~Copyable {
    /// Where the bytes come from.
    private enum Origin {
        case file(SourceFile)
        case entry(ArchiveEntry)

        func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(SyntaxFault) {
            switch self {
            case .file(let source): try source.read(at: offset, count: count, into: &buffer)
            case .entry(let entry): try entry.read(count: count, into: &buffer)
            }
        }
    }

    private let origin: Origin
    private let encoding: TextEncoding
    private let windowSize: Int
    private var position: Int
    private var pending: [UInt8] = []
    private var raw: [UInt8] = []

    /// Opens the stream at the start of the file, or of UTF-8 anywhere in it.
    init(_ source: SourceFile, encoding: TextEncoding, window: Int = SourceFile.window, from start: Int = 0) {
        origin = .file(source)
        position = start
        self.encoding = encoding
        windowSize = window
    }

    /// Opens the stream at the start of an entry of an archive, which is UTF-8.
    init(_ entry: ArchiveEntry, window: Int) {
        origin = .entry(entry)
        position = 0
        encoding = .utf8
        windowSize = window
    }

    /// Appends the next window to a buffer.
    ///
    /// - Returns: whether there was more.
    mutating func read(into buffer: inout [UInt8]) throws(SyntaxFault) -> Bool {
        let before = buffer.count
        if encoding == .utf8 {
            try origin.read(at: position, count: windowSize, into: &buffer)
            position += buffer.count - before
            return buffer.count > before
        }
        // A window may end inside a character, or hold no more than its beginning.
        while buffer.count == before {
            raw.removeAll(keepingCapacity: true)
            try origin.read(at: position, count: windowSize, into: &raw)
            position += raw.count
            guard !raw.isEmpty || !pending.isEmpty else { return false }
            let isLast = raw.isEmpty
            pending.append(contentsOf: raw)
            switch encoding {
            case .utf16le, .utf16be: decodeUTF16(into: &buffer, isLast: isLast)
            default: decodeForeign(into: &buffer, isLast: isLast)
            }
        }
        return true
    }

    private mutating func decodeUTF16(into buffer: inout [UInt8], isLast: Bool) {
        let (low, high) = encoding == .utf16le ? (0, 1) : (1, 0)
        var index = 0
        func unit(_ at: Int) -> UInt16 { UInt16(pending[at + low]) | UInt16(pending[at + high]) << 8 }
        while index + 1 < pending.count {
            var units = [unit(index)]
            if UTF16.isLeadSurrogate(units[0]) {
                guard index + 3 < pending.count || isLast else { break }
                if index + 3 < pending.count { units.append(unit(index + 2)) }
            }
            buffer.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
            index += units.count * 2
        }
        if isLast, index < pending.count { index = pending.count }
        pending.removeFirst(index)
    }

    /// Bytes that do not decode become U+FFFD, so that offsets go on.
    private mutating func decodeForeign(into buffer: inout [UInt8], isLast: Bool) {
        let converter = unsafe iconv_open("UTF-8", encoding.rawValue)
        guard unsafe converter != iconv_t(bitPattern: -1) else {
            pending = []
            return
        }
        defer { _ = unsafe iconv_close(converter) }
        var output = [CChar](repeating: 0, count: 1 << 16)
        var input = pending.map { CChar(bitPattern: $0) }
        var consumed = 0
        while consumed < input.count {
            var left = input.count - consumed
            var free = output.count
            let result = unsafe input.withUnsafeMutableBufferPointer { bytes in
                unsafe output.withUnsafeMutableBufferPointer { target in
                    // In bounds: `consumed + left` is the input's count and `free` the output's.
                    var from = unsafe bytes.baseAddress?.advanced(by: consumed)
                    var to = target.baseAddress
                    return unsafe iconv(converter, &from, &left, &to, &free)
                }
            }
            buffer.append(contentsOf: output.prefix(output.count - free).map { UInt8(bitPattern: $0) })
            consumed = input.count - left
            guard result == -1 else { continue }
            if errno == E2BIG { continue }
            if errno == EINVAL, !isLast { break }
            buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
            consumed += 1
        }
        pending.removeFirst(min(consumed, pending.count))
    }
}
