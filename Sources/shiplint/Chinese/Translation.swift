internal import Records

/// Turns what the command line says in English into Chinese: help, and errors of usage.
enum Translation {
    /// A help text, of which every line is one sentence or option: `columns` must have been wide enough.
    static func help(_ text: String) -> String {
        let phrases = ChineseHelp.phrases.sorted { $0.english.count > $1.english.count }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            for phrase in phrases where line.contains(phrase.english) {
                line = line.replacing(phrase.english, with: phrase.chinese)
            }
            return line
        }.joined(separator: "\n")
    }

    /// An error; lines that no phrase fits stay English.
    static func error(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("Error: ") { return "错误：" + sentence(String(line.dropFirst("Error: ".count))) }
            return sentence(String(line))
        }.joined(separator: "\n")
    }

    private static func sentence(_ text: String) -> String {
        var (text, hint) = (text, "")
        if let range = text.range(of: "; did you mean '"), text.hasSuffix("'?") {
            hint = "；是否指“\(text[range.upperBound...].dropLast(2))”？"
            text = String(text[..<range.lowerBound])
        }
        for phrase in ChineseErrors.phrases {
            if let values = values(
                of: text[...],
                in: phrase.english.split(separator: "…", omittingEmptySubsequences: false)
            ) {
                return zip(values + [""], phrase.chinese.split(separator: "…", omittingEmptySubsequences: false))
                    .reduce("") { $0 + $1.1 + $1.0 } + hint
            }
        }
        return help(text) + (hint.isEmpty ? "" : hint)
    }

    /// What stands at the dots of a phrase; nothing where the text is another.
    private static func values(of text: Substring, in parts: [Substring]) -> [String]? {
        guard let first = parts.first, text.hasPrefix(first) else { return nil }
        var rest = text.dropFirst(first.count)
        var values: [String] = []
        for (index, part) in parts.enumerated().dropFirst() {
            if index == parts.count - 1 {
                guard rest.hasSuffix(part) else { return nil }
                values.append(String(rest.dropLast(part.count)))
                return values
            }
            guard let range = rest.range(of: part) else { return nil }
            values.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return rest.isEmpty ? values : nil
    }
}

extension StringProtocol {
    /// The first place of a text.
    fileprivate func range(of text: some StringProtocol) -> Range<Index>? { firstRange(of: text) }
}
