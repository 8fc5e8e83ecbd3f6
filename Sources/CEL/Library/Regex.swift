internal import CRE2

/// A regular expression of RE2: it takes time linear in the text.
///
/// Owns the C++ object from `init` to `deinit`; RE2 objects are immutable once compiled and safe to use from several
/// threads, hence the unchecked conformance.
@safe final class Regex: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Compiles a pattern.
    ///
    /// - Throws: a `CompileError` with RE2's reason, at offset 0.
    init(_ pattern: String) throws(CompileError) {
        var pattern = pattern
        var reason = [CChar](repeating: 0, count: 200)
        let compiled = pattern.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe cre2_compile(characters.baseAddress, characters.count, &reason, reason.count)
            }
        }
        guard let compiled = unsafe compiled else {
            let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw CompileError(offset: 0, message: "not a pattern: \(String(decoding: text, as: UTF8.self))")
        }
        unsafe handle = compiled
    }

    deinit { unsafe cre2_free(handle) }

    /// Whether the pattern matches anywhere in a text.
    func matches(_ text: String) -> Bool { range(in: text) != nil }

    /// Whether the pattern matches anywhere in a text of UTF-8.
    func matches(_ bytes: Span<UInt8>) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { unsafe find($0) } != nil
    }

    /// The first match, in UTF-8 bytes of the text.
    func range(in text: String) -> Range<Int>? {
        var text = text
        return text.withUTF8 { unsafe find($0) }
    }

    private func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var (start, end) = (0, 0)
        let isFound = unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
            unsafe cre2_find(handle, characters.baseAddress, characters.count, &start, &end)
        }
        return isFound ? start..<end : nil
    }
}
