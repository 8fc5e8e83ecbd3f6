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
            guard let id = CheckID(name) else { continue }
            if known.contains(name) { space.set(folder(id).size(), for: id) } else { folder(id).remove() }
        }
    }

    /// Removes the checks that were kept long enough, and those whose files stopped coming an hour ago.
    ///
    /// Where nothing is stored, a check is kept as long as its page asks for it.
    ///
    /// - Throws: where the store cannot be read.
    func expire(now: Date = Date()) async throws {
        let seconds = Int(now.timeIntervalSince1970)
        let kept = settings.stores ? settings.keepDays * 86_400 : Self.glance
        for record in try await store.made(before: seconds - kept) {
            guard settings.stores || (glances.last(record.id) ?? 0) < seconds - kept else { continue }
            try await forget(record)
        }
        for record in try await store.made(before: seconds - 3600, onlyOpen: true) { try await forget(record) }
    }

    /// Seconds after which a result is gone that nobody looks at, where nothing is stored.
    static let glance = 5 * 60

    private func forget(_ record: CheckRecord) async throws {
        if let id = record.checkID { try await forget(id) }
    }
}
