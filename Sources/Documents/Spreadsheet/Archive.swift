internal import CLibZip

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A ZIP archive, read with libzip.
///
/// Owns the handle, and a copy of bytes that were in memory, from `init` to `deinit`. One task uses it at a time.
@safe final class Archive {
    private let handle: OpaquePointer
    private let memory: UnsafeMutableBufferPointer<UInt8>

    /// Opens a file that begins like an archive.
    ///
    /// - Throws: a `SyntaxFault` where it is broken.
    init(_ source: SourceFile) throws(SyntaxFault) {
        var code: Int32 = 0
        if let descriptor = source.duplicate() {
            guard let handle = unsafe zip_fdopen(descriptor, 0, &code) else {
                _ = close(descriptor)
                throw Self.fault(code)
            }
            unsafe self.handle = handle
            unsafe memory = UnsafeMutableBufferPointer(start: nil, count: 0)
        } else {
            var bytes: [UInt8] = []
            try source.read(at: 0, count: source.size, into: &bytes)
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            _ = unsafe copy.initialize(fromContentsOf: bytes)
            // The archive reads from the copy, which lives as long as it does.
            let reading = unsafe zip_source_buffer_create(copy.baseAddress, zip_uint64_t(copy.count), 0, nil)
            guard let reading = unsafe reading, let handle = unsafe zip_open_from_source(reading, 0, nil) else {
                unsafe zip_source_free(reading)
                unsafe copy.deallocate()
                throw Self.fault(ZIP_ER_NOZIP)
            }
            unsafe self.handle = handle
            unsafe memory = copy
        }
    }

    deinit {
        unsafe zip_discard(handle)
        unsafe memory.deallocate()
    }

    /// An entry, opened at its start; nothing where there is none with the name.
    ///
    /// - Throws: a `SyntaxFault` where it is encrypted, broken, or larger than the limit.
    func entry(_ name: String, _ limits: Limits) throws(SyntaxFault) -> ArchiveEntry? {
        let index = unsafe zip_name_locate(handle, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var status = unsafe zip_stat_t()
        if unsafe zip_stat_index(handle, zip_uint64_t(index), 0, &status) == 0, unsafe status.size > limits.inflated {
            throw SyntaxFault(.sizeLimit, detail: "\(limits.inflated)")
        }
        guard let file = unsafe zip_fopen_index(handle, zip_uint64_t(index), 0) else {
            throw Self.fault(unsafe zip_error_code_zip(zip_get_error(handle)))
        }
        return unsafe ArchiveEntry(file, of: self, size: Int(clamping: status.size), limit: limits.inflated)
    }

    private static func fault(_ code: Int32) -> SyntaxFault {
        switch code {
        case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD: SyntaxFault(.passwordProtected)
        case ZIP_ER_NOZIP, ZIP_ER_INCONS, ZIP_ER_EOF, ZIP_ER_SEEK, ZIP_ER_READ:
            SyntaxFault(.truncated, detail: "the archive is incomplete")
        default: SyntaxFault(.notWellFormed, detail: "the archive is damaged")
        }
    }
}

/// An entry of an archive, read from its start to its end.
///
/// Owns the entry's handle, and keeps the archive alive as long as it reads.
@safe final class ArchiveEntry {
    private let file: OpaquePointer
    private let archive: Archive
    /// The size that the archive says it has.
    private let size: Int
    private let limit: Int
    private var count = 0

    fileprivate init(_ file: OpaquePointer, of archive: Archive, size: Int, limit: Int) {
        self.size = size
        unsafe self.file = file
        self.archive = archive
        self.limit = limit
    }

    deinit { _ = unsafe zip_fclose(file) }

    /// Appends up to so many further bytes to a buffer; none at the end.
    ///
    /// - Throws: a `SyntaxFault` where the entry is broken or meets the limit, whatever size the archive says it has.
    func read(count window: Int, into buffer: inout [UInt8]) throws(SyntaxFault) {
        // A small entry needs no large window.
        let wanted = min(window, max(256, size - count))
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: wanted))
        let got = unsafe buffer.withUnsafeMutableBytes { bytes in
            // In bounds: `start ..< start + wanted` are the bytes just appended.
            unsafe zip_fread(file, bytes.baseAddress?.advanced(by: start), zip_uint64_t(wanted))
        }
        buffer.removeLast(wanted - max(0, Int(got)))
        guard got >= 0 else { throw SyntaxFault(.notWellFormed, detail: "the archive is damaged") }
        count += Int(got)
        guard count <= limit else { throw SyntaxFault(.sizeLimit, detail: "\(limit)") }
    }
}
