/// The path of a file within a check, such as `shipment/invoice.csv`, which never leads out of it.
struct DossierPath: Hashable, Sendable {
    /// The path, with `/` between its parts.
    let text: String

    /// Takes a path as browsers and archives give it: `\` of Windows' archives stands for `/`, and a leading `./` for nothing.
    ///
    /// - Throws: `Refusal` where a part is empty, `.` or `..`, has control characters or is longer than file systems take,
    ///   or where there are too many.
    init(_ given: some StringProtocol) throws(Refusal) {
        var path = String(given.map { $0 == "\\" ? "/" : $0 })
        if path.hasPrefix("./") { path.removeFirst(2) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isUsable = parts.allSatisfy { Self.isUsable($0) }
        let hasDrive = parts.first.map { $0.count >= 2 && $0.dropFirst().first == ":" } ?? false
        guard isUsable, !hasDrive, parts.count <= 16, path.utf8.count <= 1024 else {
            throw .unusablePath(String(given))
        }
        text = path
    }

    private static func isUsable(_ part: Substring) -> Bool {
        guard !part.isEmpty, part != ".", part != "..", part.utf8.count <= 255 else { return false }
        return !part.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }

    /// The file's own name.
    var name: Substring { text.split(separator: "/").last ?? "" }

    /// What archivers of Apple's systems add, which is no document.
    var isByproduct: Bool { text.hasPrefix("__MACOSX/") || name == ".DS_Store" }
}
