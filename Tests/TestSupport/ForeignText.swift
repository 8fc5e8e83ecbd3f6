#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Texts in encodings of the system's converter.
package enum ForeignText {
    /// A text in an encoding, which must be able to write it.
    package static func encode(_ text: String, as encoding: String) -> [UInt8] {
        let converter = unsafe iconv_open(encoding, "UTF-8")
        defer { _ = unsafe iconv_close(converter) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var (left, free) = (input.count, output.count)
        unsafe input.withUnsafeMutableBufferPointer { bytes in
            unsafe output.withUnsafeMutableBufferPointer { target in
                // In bounds: the counts are those of the buffers.
                var (from, to) = (bytes.baseAddress, target.baseAddress)
                _ = unsafe iconv(converter, &from, &left, &to, &free)
            }
        }
        precondition(left == 0, "\(encoding) cannot write the text")
        return output.prefix(output.count - free).map { UInt8(bitPattern: $0) }
    }
}
