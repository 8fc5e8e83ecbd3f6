/// Shows changes within lines as `diff -u` does, so that `patch` takes them.
package enum UnifiedDiff {
    /// Lines shown around a change.
    private static let context = 3

    /// The differences of two texts that have the same number of lines.
    ///
    /// O(lines). Line ends are kept as they are; a last line without one is marked as `diff` does.
    ///
    /// - Returns: nothing where the texts are equal.
    package static func text(path: String, before: String, after: String) -> String {
        let (old, new) = (lines(before), lines(after))
        guard old.count == new.count else { return "" }
        let changed = old.indices.filter { old[$0] != new[$0] }
        guard !changed.isEmpty else { return "" }
        var text = "--- \(path)\n+++ \(path)\n"
        var index = 0
        while index < changed.count {
            var last = index
            while last + 1 < changed.count, changed[last + 1] - changed[last] <= context * 2 { last += 1 }
            let range = max(0, changed[index] - context)..<min(old.count, changed[last] + context + 1)
            text += "@@ -\(range.lowerBound + 1),\(range.count) +\(range.lowerBound + 1),\(range.count) @@\n"
            text += hunk(old, new, range)
            index = last + 1
        }
        return text
    }

    /// Changed lines that follow each other stand together, the old ones first.
    private static func hunk(_ old: [Substring], _ new: [Substring], _ range: Range<Int>) -> String {
        var text = ""
        var line = range.lowerBound
        while line < range.upperBound {
            guard old[line] != new[line] else {
                text += marked(" ", old[line])
                line += 1
                continue
            }
            var end = line
            while end < range.upperBound, old[end] != new[end] { end += 1 }
            for index in line..<end { text += marked("-", old[index]) }
            for index in line..<end { text += marked("+", new[index]) }
            line = end
        }
        return text
    }

    private static func marked(_ mark: String, _ line: Substring) -> String {
        line.utf8.last == 0x0A ? mark + line : "\(mark)\(line)\n\\ No newline at end of file\n"
    }

    /// Lines with their ends; `\r\n` is one character to Swift, so the bytes are looked at.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        for index in text.utf8.indices where text.utf8[index] == 0x0A {
            let next = text.utf8.index(after: index)
            lines.append(text[start..<next])
            start = next
        }
        if start < text.endIndex { lines.append(text[start...]) }
        return lines
    }
}
