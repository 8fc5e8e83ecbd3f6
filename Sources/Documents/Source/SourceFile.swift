internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file to be read in windows, or bytes in memory.
///
/// Owns the file descriptor from `init` to `deinit`. It is used by one reader at a time, and `pread` keeps no position,
/// so sharing it between tasks is safe.
@usableFromInline package final class SourceFile: Sendable {
    /// Bytes read at a time.
    static let window = 1 << 20

    /// The path as the user would type it.
    package let path: String
    /// The size in bytes when it was opened.
    package let size: Int

    private let descriptor: Int32
    private let memory: [UInt8]
    private let modified: timespec
    /// The workbook that the file is, once somebody asked.
    private let opened = Mutex<Workbook?>(nil)

    /// Opens a regular file.
    ///
    /// - Throws: a `SyntaxFault` that says why it cannot be read.
    package init(path: String) throws(SyntaxFault) {
        // Opening a FIFO for reading would wait for a writer, hence O_NONBLOCK; it means nothing for regular files.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SyntaxFault(.unreadable, detail: Self.reason()) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            _ = close(descriptor)
            throw SyntaxFault(.unreadable, detail: Self.reason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw SyntaxFault(.notAFile, detail: isFolder ? "a folder" : "a device or pipe")
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
        memory = []
        modified = Self.modified(status)
    }

    /// Takes bytes in memory, for tests and for standard input.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        size = bytes.count
        memory = bytes
        descriptor = -1
        modified = timespec()
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    /// Whether the file is another than when it was opened.
    package var hasChanged: Bool {
        guard descriptor >= 0 else { return false }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return true }
        let now = Self.modified(status)
        return Int(status.st_size) != size || now.tv_sec != modified.tv_sec || now.tv_nsec != modified.tv_nsec
    }

    /// Appends up to `count` bytes from an offset to a buffer; none at the end.
    ///
    /// - Throws: a `SyntaxFault` where the system cannot read.
    package func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(SyntaxFault) {
        guard descriptor >= 0 else {
            let end = min(memory.count, offset + count)
            if offset < end { buffer.append(contentsOf: memory[offset..<end]) }
            return
        }
        // What was appended after the file was opened is not read, and a small file needs no large window.
        let count = min(count, size - offset)
        guard count > 0 else { return }
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        var done = 0
        while done < count {
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                // In bounds: `start + done ..< start + count` are the bytes just appended.
                unsafe pread(
                    descriptor,
                    bytes.baseAddress?.advanced(by: start + done),
                    count - done,
                    off_t(offset + done)
                )
            }
            if got < 0 {
                if errno == EINTR { continue }
                buffer.removeLast(count - done)
                throw SyntaxFault(.unreadable, at: offset + done, detail: Self.reason())
            }
            if got == 0 { break }
            done += got
        }
        buffer.removeLast(count - done)
    }

    private static func reason() -> String {
        guard let text = unsafe strerror(errno) else { return "" }
        return unsafe String(cString: text)
    }

    private static func modified(_ status: stat) -> timespec {
        #if canImport(Glibc)
        status.st_mtim
        #else
        status.st_mtimespec
        #endif
    }
}

extension SourceFile {
    /// The workbook that the file is, opened once, so that its sheets share what they have in common.
    ///
    /// - Returns: nothing where it is something else.
    /// - Throws: a `SyntaxFault` where it is a workbook that cannot be read.
    package func workbook() throws(SyntaxFault) -> Workbook? {
        if let known = opened.withLock({ $0 }) { return known }
        let workbook = try Workbook.open(self)
        opened.withLock { $0 = workbook }
        return workbook
    }

    /// Another descriptor of the file, which its taker closes; nothing for bytes in memory.
    func duplicate() -> Int32? {
        guard descriptor >= 0 else { return nil }
        let copy = dup(descriptor)
        return copy >= 0 ? copy : nil
    }

    /// The whole file as UTF-8 text; nothing where it cannot be read.
    package func text() -> String? {
        var bytes: [UInt8] = []
        do {
            try read(at: 0, count: size, into: &bytes)
        } catch {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
