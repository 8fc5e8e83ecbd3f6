internal import Documents

/// Finds lists of objects in JSON that a format does not read, such as goods under a key that it does not know.
///
/// Each key is looked at where it stands first, at most so many of them; what stands elsewhere is skipped as ever.
struct UnreadObjects: Sendable {
    /// A key that no field takes, below a node of the mapping or below another such key.
    private struct Key: Sendable {
        var parent: Int
        var name: [UInt8]
    }

    /// The number of every key that no field takes.
    static let unread = Name(rawValue: .max)
    /// Keys that are looked at.
    private static let maximum = 100
    /// Elements of an array stand this much lower than other values of their key.
    private static let element = -1_000_000

    /// Whether the lists are told only where the document has no records.
    private let isToldAlone: Bool
    private var keys: [Key] = []
    private var found: [(key: Int, place: Place)] = []
    /// The last key that was resolved.
    private var name: [UInt8] = []

    init(isToldAlone: Bool) {
        self.isToldAlone = isToldAlone
    }

    /// A key, which the value that opens next has.
    mutating func name(_ text: Span<UInt8>) {
        name.removeAll(keepingCapacity: true)
        unsafe text.withUnsafeBufferPointer { unsafe name.append(contentsOf: $0) }
    }

    /// Whether to look into a value that no field takes.
    ///
    /// - Parameters:
    ///   - parent: the node around it, or what this gave for the value around it.
    ///   - index: its place in an array, else -1.
    ///   - offset: where it stands.
    /// - Returns: what stands for it while it is open, a negative number; nothing for a value to be skipped.
    mutating func open(below parent: Int, index: Int, at offset: Int) -> Int? {
        if parent <= Self.element {
            // A member of an element: the array holds objects.
            let key = Self.element - parent
            if !found.contains(where: { $0.key == key }) { found.append((key, Place(offset: offset, length: 0))) }
            return nil
        }
        guard index <= 0, keys.count < Self.maximum,
            !keys.contains(where: { $0.parent == parent && $0.name == name })
        else { return nil }
        keys.append(Key(parent: parent, name: name))
        return index == 0 ? Self.element - (keys.count - 1) : -keys.count
    }

    /// A fault for each list of objects.
    ///
    /// - Parameter hasRecords: whether the document has records besides its parties, so that the lists may be a side matter.
    /// - Returns: the faults.
    func faults(hasRecords: Bool) -> [FormatFault] {
        if hasRecords, isToldAlone { return [] }
        return found.map { key, place in
            FormatFault(code: hasRecords ? .unreadObjects : .unreadRecords, place: place, detail: path(of: key))
        }
    }

    /// The keys that lead to one, from the one that no field takes.
    private func path(of key: Int) -> String {
        let name = String(decoding: keys[key].name, as: UTF8.self)
        let parent = keys[key].parent
        return parent < 0 ? "\(path(of: -parent - 1))/\(name)" : name
    }
}
