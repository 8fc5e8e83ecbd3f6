internal import CLibZip
internal import Foundation

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A ZIP archive that somebody sent.
///
/// Owns the handle from `init` to `deinit`; one task uses it at a time.
@safe final class UploadedArchive {
    private let handle: OpaquePointer
    /// The archive's own size in bytes.
    private let size: Int

    /// Opens an archive.
    ///
    /// - Throws: `Refusal` where it is none.
    init(_ file: URL) throws(Refusal) {
        var code: Int32 = 0
        guard let handle = unsafe zip_open(file.path(percentEncoded: false), ZIP_RDONLY, &code) else {
            throw .brokenArchive
        }
        unsafe self.handle = handle
        size = CheckFolder.size(of: file)
    }

    deinit { unsafe zip_discard(handle) }

    /// Unpacks every file into a folder's `files`, within limits that hold whatever the archive says of itself.
    ///
    /// Links are written as the files that archives keep them as, so that nothing leads out of the folder.
    ///
    /// - Parameters:
    ///   - folder: the check's.
    ///   - limits: what a check may have.
    ///   - take: is told of bytes before they are written, and may refuse them.
    /// - Returns: the number of files, and their bytes.
    /// - Throws: `Refusal`, and what `take` throws.
    func unpack(
        into folder: CheckFolder,
        _ limits: ServeLimits,
        _ take: (Int) throws -> Void
    ) throws -> (files: Int, bytes: Int) {
        let count = unsafe zip_get_num_entries(handle, 0)
        // Folders have entries too.
        guard count <= limits.files * 4 else { throw Refusal.tooManyFiles(limits.files) }
        var (files, bytes) = (0, 0)
        // A small archive of much repetition is common, so that the ratio counts from a size on.
        let most = min(limits.bytes, max(4 << 20, size.multipliedReportingOverflow(by: limits.ratio).partialValue))
        for index in 0..<max(0, count) {
            let name = try name(of: index)
            guard !name.hasSuffix("/"), !name.hasSuffix("\\") else { continue }
            let path = try DossierPath(name)
            if path.isByproduct { continue }
            files += 1
            guard files <= limits.files else { throw Refusal.tooManyFiles(limits.files) }
            let arrived = folder.incoming()
            defer { try? FileManager.default.removeItem(at: arrived) }
            let size = try copy(index, to: arrived, most: most - bytes, limits, take)
            if let replaced = try folder.place(arrived, at: path) { (files, bytes) = (files - 1, bytes - replaced) }
            bytes += size
        }
        return (files, bytes)
    }

    private func copy(
        _ index: zip_int64_t,
        to target: URL,
        most: Int,
        _ limits: ServeLimits,
        _ take: (Int) throws -> Void
    ) throws -> Int {
        guard let entry = unsafe zip_fopen_index(handle, zip_uint64_t(index), 0) else {
            let code = unsafe zip_error_code_zip(zip_get_error(handle))
            throw code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD ? Refusal.encryptedArchive : .brokenArchive
        }
        defer { _ = unsafe zip_fclose(entry) }
        let output = try CheckFolder.writing(to: target)
        defer { try? output.close() }
        var (total, window) = (0, [UInt8](repeating: 0, count: 1 << 16))
        while true {
            // In bounds: libzip writes at most as many bytes as the window has.
            let got = unsafe window.withUnsafeMutableBytes {
                unsafe zip_fread(entry, $0.baseAddress, zip_uint64_t($0.count))
            }
            guard got >= 0 else { throw Refusal.brokenArchive }
            guard got > 0 else { return total }
            total += Int(got)
            guard total <= most else {
                throw most < limits.bytes && total <= limits.bytes
                    ? Refusal.expandsTooMuch : Refusal.tooLarge(limits.bytes)
            }
            try take(Int(got))
            try output.write(contentsOf: window[..<Int(got)])
        }
    }

    /// An entry's name: UTF-8, else what Chinese Windows writes.
    private func name(of index: zip_int64_t) throws(Refusal) -> String {
        guard let raw = unsafe zip_get_name(handle, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW)) else {
            throw .brokenArchive
        }
        // The bytes are the handle's, which outlives this; they end with a zero.
        if let name = unsafe String(validatingCString: raw) { return name }
        let bytes = unsafe Array(UnsafeBufferPointer(start: raw, count: strlen(raw)))
        guard let name = Self.gb18030(bytes) else { throw .brokenArchive }
        return name
    }

    private static func gb18030(_ bytes: [CChar]) -> String? {
        let converter = unsafe iconv_open("UTF-8", "GB18030")
        guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var (source, target) = (bytes, [CChar](repeating: 0, count: bytes.count * 4 + 1))
        let isDone = unsafe source.withUnsafeMutableBufferPointer { input in
            unsafe target.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                // In bounds: `iconv` counts both down, and the last byte of the target stays zero.
                var (left, room) = (input.count, output.count - 1)
                return unsafe iconv(converter, &from, &left, &to, &room) != -1 && left == 0
            }
        }
        return isDone
            ? unsafe target.withUnsafeBufferPointer { unsafe $0.baseAddress.map { unsafe String(cString: $0) } } : nil
    }
}
