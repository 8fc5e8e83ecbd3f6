#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Replaces texts in the bytes of a file, whatever its encoding; all other bytes stay as they are.
package enum ByteEdits {
    /// One replacement, by its place in the decoded document.
    package struct Edit: Sendable {
        /// The first byte of the decoded document.
        package var offset: Int
        /// What stands there, in the decoded document.
        package var replaced: String
        /// What shall stand there.
        package var replacement: String

        /// Makes an edit.
        package init(offset: Int, replaced: String, replacement: String) {
            self.offset = offset
            self.replaced = replaced
            self.replacement = replacement
        }
    }

    /// Applies edits.
    ///
    /// - Parameters:
    ///   - edits: in the order of their offsets, none overlapping another.
    ///   - raw: the bytes of the file.
    ///   - encoding: how its text is written.
    /// - Returns: the new bytes; nothing where the file does not hold what an edit replaces, or its encoding has no way to
    ///   write a replacement.
    package static func apply(_ edits: [Edit], to raw: [UInt8], encoding: TextEncoding) -> [UInt8]? {
        let decoded = encoding == .utf8 ? raw : SourceFile(path: "", bytes: raw).decoded(encoding)
        var result: [UInt8] = []
        result.reserveCapacity(raw.count + 64)
        var (taken, read) = (0, 0)
        for edit in edits {
            let end = edit.offset + edit.replaced.utf8.count
            guard edit.offset >= read, end <= decoded.count,
                decoded[edit.offset..<end].elementsEqual(edit.replaced.utf8),
                let before = encode(decoded[read..<edit.offset], encoding),
                let old = encode(decoded[edit.offset..<end], encoding),
                let new = encode(Array(edit.replacement.utf8)[...], encoding)
            else { return nil }
            // What was decoded must be what encodes to the file's own bytes; else nothing is known of the place.
            let place = taken + before.count
            guard place + old.count <= raw.count, raw[taken..<place].elementsEqual(before),
                raw[place..<(place + old.count)].elementsEqual(old)
            else { return nil }
            result += before
            result += new
            (taken, read) = (place + old.count, end)
        }
        result += raw[taken...]
        return result
    }

    /// Bytes of UTF-8 in another encoding; nothing where that has not all of their characters.
    private static func encode(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8]? {
        switch encoding {
        case .utf8: return Array(bytes)
        case .utf16le, .utf16be:
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            return text.utf16.flatMap { unit -> [UInt8] in
                let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
                return encoding == .utf16le ? [low, high] : [high, low]
            }
        default: return encodeForeign(bytes, encoding)
        }
    }

    private static func encodeForeign(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8]? {
        let converter = unsafe iconv_open(encoding.rawValue, "UTF-8")
        guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // No character takes more than four bytes in any of the encodings, and each took one or more before.
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 4)
        var (left, free) = (input.count, output.count)
        let result = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                // In bounds: `left` is the input's count and `free` the output's.
                var (from, to) = (source.baseAddress, target.baseAddress)
                return unsafe iconv(converter, &from, &left, &to, &free)
            }
        }
        // A positive result counts characters that were replaced by others.
        guard result == 0, left == 0 else { return nil }
        return output.prefix(output.count - free).map { UInt8(bitPattern: $0) }
    }
}

extension SourceFile {
    /// The whole text, as far as it can be read; bytes that do not decode are U+FFFD.
    package func text(in encoding: TextEncoding) -> String { String(decoding: decoded(encoding), as: UTF8.self) }

    fileprivate func decoded(_ encoding: TextEncoding) -> [UInt8] {
        var bytes: [UInt8] = []
        var stream = DecodedStream(self, encoding: encoding)
        while (try? stream.read(into: &bytes)) == true {}
        return bytes
    }

    /// All bytes of the file as they are.
    ///
    /// - Throws: a `SyntaxFault` where the system cannot read.
    package func bytes() throws(SyntaxFault) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(at: 0, count: size, into: &bytes)
        return bytes
    }
}
