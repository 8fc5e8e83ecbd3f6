internal import Foundation
internal import Hummingbird

extension Checks {
    /// Takes a file into a check that was not run yet.
    ///
    /// Where the check corrects another one, a name without folders stands for the only file that has it.
    ///
    /// - Throws: `Refusal`.
    func put(_ path: DossierPath, into id: CheckID, _ body: RequestBody) async throws -> DossierPath {
        let record = try await open(id)
        let folder = folder(id)
        let arrived = folder.incoming()
        defer { try? FileManager.default.removeItem(at: arrived) }
        let size = try await receive(body, at: arrived, of: id)
        var path = path
        if record.previous != nil, path.text == path.name {
            let same = folder.paths().filter { $0.split(separator: "/").last == path.name }
            if same.count == 1 { path = try DossierPath(same[0]) }
        }
        do {
            let replaced = try folder.place(arrived, at: path)
            try? space.take(-(replaced ?? 0), for: id)
            try await count(files: replaced == nil ? 1 : 0, bytes: size - (replaced ?? 0), in: id)
        } catch {
            try? FileManager.default.removeItem(at: folder.file(path))
            space.set(folder.size(), for: id)
            throw error
        }
        return path
    }

    /// Takes the files of a ZIP archive into a check that was not run yet.
    ///
    /// - Throws: `Refusal`.
    func unpack(into id: CheckID, _ body: RequestBody) async throws {
        _ = try await open(id)
        let folder = folder(id)
        let arrived = folder.incoming()
        defer { try? FileManager.default.removeItem(at: arrived) }
        // Measured once more when the archive is gone, whatever became of it.
        defer { space.set(folder.size(besides: arrived), for: id) }
        _ = try await receive(body, at: arrived, of: id)
        let (files, bytes) = try UploadedArchive(arrived).unpack(into: folder, settings.limits) { bytes in
            try space.take(bytes, for: id)
        }
        try await count(files: files, bytes: bytes, in: id)
    }

    /// A check that was not run yet.
    ///
    /// - Throws: `Refusal` where there is none, or it was.
    func open(_ id: CheckID) async throws -> CheckRecord {
        let record = try await find(id)
        guard record.state == .open else { throw Refusal.isRun }
        return record
    }

    private func receive(_ body: RequestBody, at file: URL, of id: CheckID) async throws -> Int {
        let output = try CheckFolder.writing(to: file)
        defer { try? output.close() }
        var size = 0
        do {
            for try await buffer in body {
                guard size + buffer.readableBytes <= settings.limits.bytes else {
                    throw Refusal.tooLarge(settings.limits.bytes)
                }
                try space.take(buffer.readableBytes, for: id)
                size += buffer.readableBytes
                try output.write(contentsOf: Data(buffer.readableBytesView))
            }
        } catch {
            try? space.take(-size, for: id)
            throw error
        }
        metrics.count(.receivedBytes, by: size)
        return size
    }

    private func count(files: Int, bytes: Int, in id: CheckID) async throws {
        let limits = settings.limits
        _ = try await store.change(id) { record in
            guard record.state == .open else { throw Refusal.isRun }
            guard record.files + files <= limits.files else { throw Refusal.tooManyFiles(limits.files) }
            guard record.bytes + bytes <= limits.bytes else { throw Refusal.tooLarge(limits.bytes) }
            record.files += files
            record.bytes += bytes
        }
    }
}
