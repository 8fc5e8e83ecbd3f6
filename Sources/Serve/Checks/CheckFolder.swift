internal import Foundation

/// The files of one check on disk: what was uploaded in `files`, the reports beside it.
struct CheckFolder: Sendable {
    let url: URL

    /// The name of the configuration beside the files, which holds nothing but a value that is the default.
    static let configuration = "shiplint.yaml"

    /// The uploaded files.
    var files: URL { url.appending(path: "files", directoryHint: .isDirectory) }

    /// A folder in which the uploaded files are called by a name, by a link to them.
    ///
    /// - Throws: where it cannot be made.
    func called(_ name: String) throws -> URL {
        let place = url.appending(path: "named", directoryHint: .isDirectory)
        let link = place.appending(path: name).path(percentEncoded: false)
        let manager = FileManager.default
        try manager.createDirectory(at: place, withIntermediateDirectories: true)
        // Reports may be made at the same time.
        if (try? manager.destinationOfSymbolicLink(atPath: link)) == nil {
            try? manager.createSymbolicLink(atPath: link, withDestinationPath: "../files")
        }
        return place
    }

    /// The requirements that were sent with the check, which are judged beside the usual ones.
    var pack: URL { url.appending(path: "pack.yaml") }

    /// What the program said on standard error.
    var messages: URL { url.appending(path: "messages.txt") }

    /// Where a file that is still on its way is put.
    func incoming() -> URL { url.appending(path: "incoming-\(CheckID())") }

    /// Where an uploaded file stands.
    func file(_ path: DossierPath) -> URL { files.appending(path: path.text) }

    /// Where a report stands.
    func report(_ format: String, shared: Bool = false) -> URL {
        url.appending(path: "report\(shared ? "-shared" : "").\(format)")
    }

    /// Makes the folder, with the files of another one.
    func make(from other: CheckFolder?) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Data("failOn: error\n".utf8).write(to: url.appending(path: Self.configuration))
        if let other {
            try FileManager.default.copyItem(at: other.files, to: files)
            if FileManager.default.fileExists(atPath: other.pack.path(percentEncoded: false)) {
                try FileManager.default.copyItem(at: other.pack, to: pack)
            }
        } else {
            try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        }
    }

    /// Removes all of it.
    func remove() { try? FileManager.default.removeItem(at: url) }

    /// The bytes of all of it, with the reports.
    ///
    /// - Parameter file: one that is left out.
    /// - Returns: how many they are.
    func size(besides file: URL? = nil) -> Int {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .isRegularFileKey]
        let found = FileManager.default.enumerator(at: url, includingPropertiesForKeys: Array(keys))
        var total = 0
        while let inner = found?.nextObject() as? URL {
            guard inner.lastPathComponent != file?.lastPathComponent else { continue }
            let values = try? inner.resourceValues(forKeys: keys)
            if values?.isRegularFile == true { total += values?.fileSize ?? 0 }
        }
        return total
    }

    /// The paths of the uploaded files.
    func paths() -> [String] {
        let found = FileManager.default.enumerator(atPath: files.path(percentEncoded: false))
        var paths: [String] = []
        while let path = found?.nextObject() as? String {
            if found?.fileAttributes?[.type] as? FileAttributeType == .typeRegular { paths.append(path) }
        }
        return paths.sorted()
    }

    /// Puts a file that has arrived in its place.
    ///
    /// - Returns: the bytes of the file that it replaces; nothing where there was none.
    /// - Throws: `Refusal` where a folder has its name, or a file the name of one of its folders.
    func place(_ arrived: URL, at path: DossierPath) throws -> Int? {
        let target = file(path)
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        let isThere = unsafe manager.fileExists(atPath: target.path(percentEncoded: false), isDirectory: &isFolder)
        guard !isFolder.boolValue else { throw Refusal.unusablePath(path.text) }
        let size = isThere ? Self.size(of: target) : nil
        do {
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw Refusal.unusablePath(path.text)
        }
        if isThere { try manager.removeItem(at: target) }
        try manager.moveItem(at: arrived, to: target)
        return size
    }

    /// A new file to write to.
    static func writing(to file: URL) throws -> FileHandle {
        let path = file.path(percentEncoded: false)
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        return try FileHandle(forWritingTo: file)
    }

    /// The bytes of a file.
    static func size(of file: URL) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
