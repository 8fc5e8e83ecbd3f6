/// Finds the first element of a certain name near the beginning of a document, and what is open around it.
struct AncestorFinder: EventReceiver {
    /// Bytes that are looked at.
    private static let reach = 1 << 20

    /// Where the element begins.
    private(set) var found: Int?
    /// The offsets of the elements around it, the outermost first.
    private(set) var ancestors: [Int] = []
    private(set) var isFinished = false

    private let names: [[UInt8]]

    init(names: [String]) {
        self.names = names.map { Array($0.utf8) }
    }

    func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let isWanted = names.contains { name in
            name.count == local.count && local.indices.allSatisfy { name[$0] == local[$0] }
        }
        return isWanted ? Name(rawValue: 1) : .unknown
    }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        guard found == nil else { return true }
        guard !name.isKnown else {
            found = offset
            isFinished = true
            return true
        }
        ancestors.append(offset)
        return true
    }

    func reads(attribute name: Name) -> Bool { false }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {}

    mutating func value(_ value: Span<UInt8>, at place: Place) {}

    mutating func close(at end: Int, fields: Int) {
        guard found == nil else { return }
        ancestors.removeLast()
        if end > Self.reach { isFinished = true }
    }
}
