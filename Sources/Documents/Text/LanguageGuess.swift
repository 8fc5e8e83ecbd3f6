/// Tells the language of a paragraph by its script, and of Latin script by its most frequent small words.
enum LanguageGuess {
    /// The language of a text as ISO 639-1; nothing where too little tells it.
    ///
    /// O(n).
    static func language(of text: some Collection<UInt8>) -> StaticString? {
        var scripts = Scripts()
        let string = String(decoding: text.prefix(4096), as: UTF8.self)
        for scalar in string.unicodeScalars { scripts.count(scalar.value) }
        // Japanese and Korean texts hold Chinese characters too; English product names stand in texts of any language.
        if scripts.kana * 10 > scripts.han, scripts.kana > 1 { return "ja" }
        if scripts.hangul > 1 { return "ko" }
        // A Chinese character says about as much as a word of five letters.
        if scripts.han * 5 > scripts.latin { return "zh" }
        if scripts.cyrillic > scripts.latin { return "ru" }
        if scripts.arabic > scripts.latin { return "ar" }
        return scripts.latin > 2 ? latin(string) : nil
    }

    private struct Scripts {
        var latin = 0
        var han = 0
        var kana = 0
        var hangul = 0
        var cyrillic = 0
        var arabic = 0

        mutating func count(_ scalar: UInt32) {
            switch scalar {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
            case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
            case 0x3040...0x30FF: kana += 1
            case 0xAC00...0xD7AF: hangul += 1
            case 0x400...0x4FF: cyrillic += 1
            case 0x600...0x6FF: arabic += 1
            default: break
            }
        }
    }

    private static func latin(_ text: String) -> StaticString? {
        var counts = Array(repeating: 0, count: words.count)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" }) {
            for index in words.indices where words[index].words.contains(String(word)) { counts[index] += 1 }
        }
        guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return nil }
        // Of equals none: "de" is Spanish as well as French.
        return counts.count { $0 == most } == 1 ? words[best].language : nil
    }

    private static let words: [(language: StaticString, words: Set<String>)] = [
        (
            "en",
            [
                "the", "and", "of", "to", "is", "are", "for", "with", "we", "you", "your", "our", "this", "that",
                "please", "be", "it", "have", "will", "can", "dear", "from", "by", "all", "not", "at",
            ]
        ),
        (
            "de",
            [
                "der", "die", "das", "und", "ist", "sind", "für", "mit", "wir", "sie", "ihre", "nicht", "bitte", "ein",
                "eine", "von", "zu", "auf", "bei", "sehr", "geehrte",
            ]
        ),
        (
            "fr",
            [
                "le", "les", "et", "est", "sont", "pour", "avec", "nous", "vous", "votre", "notre", "une", "des", "du",
                "pas", "sur", "bonjour", "dans", "ce", "cette",
            ]
        ),
        (
            "es",
            [
                "el", "los", "las", "y", "es", "son", "para", "con", "nosotros", "usted", "su", "nuestro", "una", "del",
                "por", "estimado", "muy", "este", "esta", "sus",
            ]
        ),
        (
            "it",
            [
                "il", "gli", "è", "sono", "per", "noi", "vostro", "nostro", "della", "di", "non", "che", "questo",
                "gentile", "alla", "nel", "dei",
            ]
        ),
        (
            "pt",
            [
                "o", "os", "e", "é", "são", "para", "com", "nós", "você", "nosso", "uma", "do", "da", "não", "prezado",
                "este", "dos", "em",
            ]
        ),
    ]
}
