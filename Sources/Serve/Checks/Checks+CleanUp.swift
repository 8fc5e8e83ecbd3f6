internal import Foundation

extension Checks {
    /// Removes what an earlier process left when it was ended: checks without a result, and folders that nobody remembers.
    ///
    /// - Throws: where the store cannot be read.
    func recover() async throws {
        for record in try await store.unfinished() { try await forget(record) }
        let known = try await store.names()
        let root = settings.folder.appending(path: "checks")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root.path(percentEncoded: false))) ?? [] {
            guard let id = CheckID(name), !known.contains(name) else { continue }
            folder(id).remove()
        }
    }

    /// Removes the checks that were kept long enough, and those whose files stopped coming an hour ago.
    ///
    /// - Throws: where the store cannot be read.
    func expire(now: Date = Date()) async throws {
        let seconds = Int(now.timeIntervalSince1970)
        let kept = settings.stores ? settings.keepDays * 86_400 : Self.glance
        for record in try await store.made(before: seconds - kept) { try await forget(record) }
        for record in try await store.made(before: seconds - 3600, onlyOpen: true) { try await forget(record) }
    }

    /// Seconds for which a result can be looked at where nothing is stored.
    private static let glance = 30 * 60

    private func forget(_ record: CheckRecord) async throws {
        guard let id = record.checkID else { return }
        try await store.delete(id)
        folder(id).remove()
    }
}
