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
        // Which beginnings of the name the pattern's first characters match, by length.
        var reachable = [Bool](repeating: false, count: name.count + 1)
        reachable[0] = true
        var pattern = pattern
        while let first = pattern.first, reachable.contains(true) {
            pattern = pattern.dropFirst()
            var next = [Bool](repeating: false, count: name.count + 1)
            if first == "*" {
                let isDeep = pattern.first == "*"
                if isDeep { pattern = pattern.dropFirst() }
                // `**/` also stands for nothing at all.
                if isDeep, pattern.first == "/" {
                    for length in reachable.indices where reachable[length] {
                        if matches(name.dropFirst(length), pattern.dropFirst()) { return true }
                    }
                }
                var isOpen = false
                for (length, scalar) in zip(next.indices, name.map(Optional.some) + [nil]) {
                    isOpen = isOpen || reachable[length]
                    next[length] = isOpen
                    if !isDeep, scalar == "/" { isOpen = false }
                }
            } else {
                for (length, scalar) in name.enumerated() where reachable[length] {
                    next[length + 1] = scalar == first || (first == "?" && scalar != "/")
                }
            }
            reachable = next
        }
        return reachable[name.count]
    }
}
