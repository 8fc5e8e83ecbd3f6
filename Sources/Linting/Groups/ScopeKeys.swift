internal import CEL

/// The keys of all documents of one scope, as numbers that are the same for all rules.
///
/// Made once a scope: rules that key in the same way find their groups without hashing anything again. Once all that they
/// need is prepared, rules may be judged side by side.
struct ScopeKeys: Sendable {
    private struct Source: Hashable {
        var document: Int
        var keySpace: Int
    }

    private let aliases: PartAliases
    /// The keys so far.
    private(set) var keys = KeyTable()
    private var numbers: [Source: [Int32]] = [:]

    /// Makes an empty scope.
    ///
    /// - Parameter aliases: other names of the parts that are the keys.
    init(aliases: PartAliases = .none) {
        self.aliases = aliases
    }

    /// Gives each key of a document's table its number.
    ///
    /// O(bytes of the keys), once a document and way of making keys.
    mutating func prepare(_ source: GroupSource) {
        let name = Source(document: source.document, keySpace: source.gathering.keySpace)
        guard numbers[name] == nil else { return }
        var found: [Int32] = []
        found.reserveCapacity(source.keys.count)
        for key in 0..<source.keys.count {
            let bytes = source.keys.key(key)
            if let canonical = aliases.canonical(bytes) {
                found.append(Int32(keys.insert(canonical.span)))
            } else {
                found.append(Int32(keys.insert(bytes.span)))
            }
        }
        numbers[name] = found
    }

    /// For each key of a document's table its number in the scope; none before they are prepared.
    func numbers(of source: GroupSource) -> [Int32] {
        numbers[Source(document: source.document, keySpace: source.gathering.keySpace)] ?? []
    }
}
