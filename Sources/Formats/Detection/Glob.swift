/// Patterns of names: `*` for any characters but `/`, `**` for any, `?` for one.
package enum Glob {
    /// Whether a name matches a pattern as a whole.
    ///
    /// O(n·m).
    package static func matches(_ name: String, _ pattern: String) -> Bool {
        matches(Array(name.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
    }

    private static func matches(
        _ name: ArraySlice<Unicode.Scalar>,
        _ pattern: ArraySlice<Unicode.Scalar>
    ) -> Bool {
        // Row i says which beginnings of the name the pattern's first characters match.
        var reachable = Set([name.startIndex])
        var pattern = pattern
        while let first = pattern.first, !reachable.isEmpty {
            pattern = pattern.dropFirst()
            var next: Set<Int> = []
            if first == "*" {
                let isDeep = pattern.first == "*"
                if isDeep { pattern = pattern.dropFirst() }
                for start in reachable {
                    var end = start
                    next.insert(end)
                    while end < name.endIndex, isDeep || name[end] != "/" {
                        end += 1
                        next.insert(end)
                    }
                }
                // `**/` also stands for nothing at all.
                if isDeep, pattern.first == "/" {
                    let skipped = reachable
                    if matches(name, pattern.dropFirst(), from: skipped) { return true }
                }
            } else {
                for start in reachable where start < name.endIndex {
                    if name[start] == first || (first == "?" && name[start] != "/") { next.insert(start + 1) }
                }
            }
            reachable = next
        }
        return reachable.contains(name.endIndex)
    }

    private static func matches(
        _ name: ArraySlice<Unicode.Scalar>,
        _ pattern: ArraySlice<Unicode.Scalar>,
        from starts: Set<Int>
    ) -> Bool {
        starts.contains { matches(name[$0...], pattern) }
    }
}
