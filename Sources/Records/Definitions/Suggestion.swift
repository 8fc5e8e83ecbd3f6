/// The nearest known name, for errors about unknown ones.
package enum Suggestion {
    /// `; did you mean 'x'?` where a name is near enough, else nothing.
    package static func among(_ names: some Sequence<String>, for name: String) -> String {
        guard let nearest = nearest(to: name, among: names) else { return "" }
        return "; did you mean '\(nearest)'?"
    }

    /// The name with the least edit distance, at most a third of the length (at least one).
    package static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let distance = distance(wanted, Array(candidate.lowercased().utf8))
            if distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
        return best.name
    }

    /// Levenshtein distance in bytes; O(n·m) time, O(m) space.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
