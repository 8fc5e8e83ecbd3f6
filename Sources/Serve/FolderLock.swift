package import Foundation

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The right to a data folder, which one server has as long as its process lives, however that ends.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Takes a folder.
    ///
    /// - Returns: nothing where another process has it, or where its lock cannot be made.
    package init?(_ folder: URL) {
        let path = folder.appending(path: "lock").path(percentEncoded: false)
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// Removes folders of a name that processes of this user left when they were killed.
    package static func removeAbandoned(in place: URL, prefix: String) {
        let names = try? FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false))
        for name in names ?? [] where name.hasPrefix(prefix) {
            let folder = place.appending(path: name)
            // Not of what a link leads to.
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path(percentEncoded: false))
            guard attributes?[.type] as? FileAttributeType == .typeDirectory,
                (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid(),
                // One that has none yet is being made.
                FileManager.default.fileExists(atPath: folder.appending(path: "lock").path(percentEncoded: false)),
                let lock = FolderLock(folder)
            else { continue }
            try? FileManager.default.removeItem(at: folder)
            withExtendedLifetime(lock) {}
        }
    }
}
