internal import CNettle

/// SHA-256 (FIPS 180-4), by which a report names the very bytes that were checked.
package struct FileDigest: ~Copyable {
    private var state = sha256_ctx()

    /// The digest of a file, in hexadecimal digits; read in windows.
    ///
    /// - Throws: a `SyntaxFault` where the system cannot read.
    package static func sha256(of file: SourceFile) throws(SyntaxFault) -> String {
        var digest = FileDigest()
        var window: [UInt8] = []
        var offset = 0
        repeat {
            window.removeAll(keepingCapacity: true)
            try file.read(at: offset, count: SourceFile.window, into: &window)
            digest.add(window)
            offset += window.count
        } while !window.isEmpty
        return hexadecimal(digest.finish())
    }

    /// The digest of a text's UTF-8 bytes, in hexadecimal digits.
    package static func sha256(of text: String) -> String { hexadecimal(bytes(of: text)) }

    /// The digest of a text's UTF-8 bytes in Base64 (RFC 4648 §4), as content security policies name scripts.
    package static func base64(of text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        // 32 bytes are ten triples and a pair.
        let bytes = self.bytes(of: text) + [0]
        var letters: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let triple = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            letters += [18, 12, 6, 0].map { alphabet[triple >> $0 & 63] }
        }
        return String(decoding: letters.dropLast(), as: UTF8.self) + "="
    }

    /// The 32 bytes of the digest of a text's UTF-8 bytes.
    private static func bytes(of text: String) -> [UInt8] {
        var digest = FileDigest()
        digest.add(Array(text.utf8))
        return digest.finish()
    }

    private init() {
        unsafe nettle_sha256_init(&state)
    }

    private mutating func add(_ bytes: [UInt8]) {
        // In bounds: nettle reads `count` bytes from the start, and keeps no pointer.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe nettle_sha256_update(&state, buffer.count, buffer.baseAddress)
        }
    }

    private mutating func finish() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            // In bounds: nettle writes as many bytes as it is told.
            unsafe nettle_sha256_digest(&state, buffer.count, buffer.baseAddress)
        }
        return bytes
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
