#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes files whole or not at all.
package enum WholeFile {
    /// Writes beside the file and renames, so that a full disk or a lost process leaves what was there.
    ///
    /// A link is followed, and the permissions of a file that is there are kept.
    ///
    /// - Parameters:
    ///   - bytes: what the file shall hold.
    ///   - path: where it shall stand; its folder must be there.
    /// - Throws: `UsageError` that says why it cannot be written.
    package static func write(_ bytes: [UInt8], to path: String) throws(UsageError) {
        let target = resolved(path) ?? path
        var status = stat()
        let isThere = unsafe stat(target, &status) == 0
        if isThere, status.st_mode & S_IFMT != S_IFREG {
            // A device or a pipe, such as /dev/stdout, takes the bytes as they come.
            guard status.st_mode & S_IFMT != S_IFDIR else { throw UsageError(message: "\(path): is a folder") }
            return try writeDirectly(bytes, to: target, shown: path)
        }
        let temporary = "\(target).\(getpid()).tmp"
        let mode = isThere ? status.st_mode & 0o7777 : 0o644
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw UsageError(message: "\(path): cannot be written: \(reason())") }
        do throws(UsageError) {
            defer { _ = close(descriptor) }
            if isThere { _ = fchmod(descriptor, mode) }
            try write(bytes, to: descriptor, shown: path)
            guard fsync(descriptor) == 0 else {
                throw UsageError(message: "\(path): cannot be written: \(reason())")
            }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
        guard unsafe rename(temporary, target) == 0 else {
            let reason = reason()
            _ = unsafe unlink(temporary)
            throw UsageError(message: "\(path): cannot be written: \(reason)")
        }
    }

    /// Makes sure, before a long run, that a file can be written in its place.
    ///
    /// - Throws: `UsageError` that says why not.
    package static func check(_ path: String) throws(UsageError) {
        let target = resolved(path) ?? path
        var status = stat()
        if unsafe stat(target, &status) == 0 {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw UsageError(message: "\(path): is a folder") }
            guard unsafe access(target, W_OK) == 0 else {
                throw UsageError(message: "\(path): cannot be written: \(reason())")
            }
            guard status.st_mode & S_IFMT == S_IFREG else { return }
        }
        let parts = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
        guard unsafe access(folder, W_OK | X_OK) == 0 else {
            throw UsageError(message: "\(path): cannot be written: \(folder): \(reason())")
        }
    }

    /// Appends to a file that others write to as well.
    ///
    /// - Throws: `UsageError` that says why it cannot be written.
    package static func append(_ bytes: [UInt8], to path: String) throws(UsageError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UsageError(message: "\(path): cannot be written: \(reason())") }
        defer { _ = close(descriptor) }
        try write(bytes, to: descriptor, shown: path)
    }

    private static func writeDirectly(
        _ bytes: [UInt8],
        to target: String,
        shown path: String
    ) throws(UsageError) {
        let descriptor = unsafe open(target, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UsageError(message: "\(path): cannot be written: \(reason())") }
        defer { _ = close(descriptor) }
        try write(bytes, to: descriptor, shown: path)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, shown path: String) throws(UsageError) {
        let error = write(bytes, to: descriptor)
        guard error == 0 else { throw UsageError(message: "\(path): cannot be written: \(reason(error))") }
    }

    /// Writes all bytes to what is open.
    ///
    /// - Returns: the system's number of what went wrong; 0 where all were written.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                // In bounds: `done` never exceeds the count of the bytes.
                #if canImport(Glibc)
                unsafe Glibc.write(descriptor, raw.baseAddress?.advanced(by: done), raw.count - done)
                #else
                unsafe Darwin.write(descriptor, raw.baseAddress?.advanced(by: done), raw.count - done)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno == 0 ? EIO : errno }
            done += count
        }
        return 0
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// What a number of the system means, in its own words.
    package static func reason(_ error: Int32 = errno) -> String {
        guard let text = unsafe strerror(error) else { return "" }
        return unsafe String(cString: text)
    }
}
