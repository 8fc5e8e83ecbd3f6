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

    /// Faults of packs, formats and configuration, each with its place, its line and a caret.
    static func errors(_ errors: DefinitionErrors) -> String {
        var shown = DefinitionErrors(
            errors.errors.prefix(DefinitionErrors.printed).map { error in
                DefinitionError(
                    file: error.file,
                    line: error.line,
                    column: error.column,
                    message: fault(error.message)
                )
            }
        ).description
        let more = errors.errors.count - DefinitionErrors.printed
        if more > 0 { shown += "\n另有 \(more) 个" }
        return shown
    }

    /// What is wrong in a definition file; what no phrase fits stays English.
    static func fault(_ text: String) -> String {
        var (text, place) = (text, "")
        // An expression that stands in a quoted or folded text has its own counting.
        let parts: [Substring] = ["", ", in '", "' at character ", ""]
        if let values = values(of: text[...], in: parts), values.count == 3 {
            (text, place) = (values[0], "，见“\(values[1])”第 \(values[2]) 个字符")
        }
        let (own, hint) = parted(text)
        return (filled(own, ChineseDefinitions.phrases, noun) ?? own) + hint + place
    }

    private static func noun(_ text: String) -> String { filled(text, ChineseDefinitions.nouns) { $0 } ?? text }

    private static func sentence(_ text: String) -> String {
        let (text, hint) = parted(text)
        return (filled(text, ChineseErrors.phrases) { $0 } ?? help(text)) + hint
    }

    /// A text without the nearest known name that it asks for, and that in Chinese.
    private static func parted(_ text: String) -> (text: String, hint: String) {
        guard let range = text.range(of: "; did you mean '"), text.hasSuffix("'?") else { return (text, "") }
        return (String(text[..<range.lowerBound]), "；是否指“\(text[range.upperBound...].dropLast(2))”？")
    }

    /// The Chinese of the first phrase that fits a text; nothing where none does.
    private static func filled(
        _ text: String,
        _ phrases: [ChineseErrors.Phrase],
        _ value: (String) -> String
    ) -> String? {
        for phrase in phrases {
            let parts = phrase.english.split(separator: "…", omittingEmptySubsequences: false)
            guard let values = values(of: text[...], in: parts) else { continue }
            return zip(
                values.map(value) + [""],
                phrase.chinese.split(separator: "…", omittingEmptySubsequences: false)
            )
            .reduce("") { $0 + $1.1 + $1.0 }
        }
        return nil
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
