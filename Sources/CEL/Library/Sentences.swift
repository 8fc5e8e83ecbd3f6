/// Takes text apart into sentences, in English and Chinese.
enum Sentences {
    /// Words whose full stop ends no sentence.
    private static let abbreviations: Set<String> = [
        "no", "nos", "art", "e.g", "i.e", "approx", "incl", "excl", "co", "ltd", "inc", "mr", "ms", "mrs", "dr", "st",
        "vs",
    ]

    /// The sentences of a text, each with what ends it and without blanks around.
    ///
    /// A full stop ends a sentence where a blank follows; lines that belong together are joined, and items of a list and
    /// paragraphs stand for themselves. O(n).
    static func of(_ text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        func end() {
            var sentence = current.drop(while: \.isWhitespace)
            while sentence.last?.isWhitespace == true { sentence.removeLast() }
            if !sentence.isEmpty { sentences.append(String(sentence)) }
            current = ""
        }
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            switch character {
            case "。", "！", "？", "；":
                current.append(character)
                end()
            case ".", "!", "?", ";":
                current.append(character)
                guard next.map(\.isWhitespace) ?? true, !isAbbreviation(current) else { continue }
                end()
            case "\n", "\r\n", "\r":
                let beginsItem = next.map { "-•*·".contains($0) || $0.isNewline } ?? true
                if beginsItem { end() } else { current.append(" ") }
            default: current.append(character)
            }
        }
        end()
        return sentences
    }

    private static func isAbbreviation(_ text: String) -> Bool {
        let word = text.dropLast().reversed().prefix { !$0.isWhitespace && $0 != "(" }.reversed()
        return abbreviations.contains(String(word).lowercased())
    }
}
