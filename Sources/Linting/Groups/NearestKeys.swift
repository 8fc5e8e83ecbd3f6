internal import CEL
internal import Records

/// Keys that stand in one collection of a rule only: a slip of the pen shows as one on each side.
struct NearestKeys {
    /// So many keys a side are looked at.
    private static let limit = 1000

    /// By collection the keys that no other has.
    private var alone: [Int: [String]] = [:]

    /// Collects the keys of text of a rule with several collections.
    init(_ index: GroupIndex, keyParts: Int) {
        guard keyParts == 1, index.collections.count > 1 else { return }
        for group in 0..<index.count {
            guard let collection = index.onlyCollection(of: group),
                alone[collection, default: []].count < Self.limit, let text = Self.text(index.key(group))
            else { continue }
            alone[collection, default: []].append(text)
        }
    }

    private static func text(_ key: ArraySlice<UInt8>) -> String? {
        guard case .string(let text)?? = ValueBytes.values(of: key).first else { return nil }
        return text
    }

    /// A key that stands in one collection only.
    struct Partner {
        /// The key.
        var key: String
        /// The collection that has it.
        var collection: Int
        /// The key and the one it is nearest to, in either order the same: both sides of one slip.
        var slip: [String]
    }

    /// The key of another collection that is nearest to a group's own, if it is near and no other is as near.
    func nearest(to group: GroupView) -> Partner? {
        let collections = group.collections
        guard collections.count == 1, let own = collections.first, alone.count > 1,
            let text = Self.text(group.key), text.unicodeScalars.count >= 4
        else { return nil }
        var best: (partner: Partner, distance: Int)?
        var isTied = false
        for (collection, keys) in alone where collection != own {
            for key in keys where abs(key.utf8.count - text.utf8.count) <= 2 {
                let distance = EditDistance.between(key, text)
                if distance < best?.distance ?? 3 {
                    let partner = Partner(key: key, collection: collection, slip: [key, text].sorted())
                    (best, isTied) = ((partner, distance), false)
                } else if distance == best?.distance {
                    isTied = true
                }
            }
        }
        return isTied ? nil : best?.partner
    }
}
