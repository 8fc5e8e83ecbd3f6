internal import CEL
internal import Records

/// A header cell or label of a table: what it may be called, and the unit or currency that it carries.
struct HeaderName {
    /// The folded names, the whole first: `数量/Quantity` may be either half.
    let names: [[UInt8]]
    /// What stands in brackets, as written.
    let bracketed: String?
    /// The last word, which may be a unit or a currency (`Price EUR`, `单价USD`), and the folded name before it.
    let trailing: (name: [UInt8], measure: String)?

    init(_ text: String) {
        let trimmed = Self.trim(text)
        var plain = ""
        var inside = ""
        var depth = 0
        for character in trimmed {
            if "(（[".contains(character) {
                depth += 1
            } else if ")）]".contains(character) {
                depth = max(0, depth - 1)
            } else if depth > 0 {
                inside.append(character)
            } else {
                plain.append(character)
            }
        }
        bracketed = inside.isEmpty ? nil : Self.trim(inside)
        var candidates = [trimmed, plain]
        candidates += plain.split { "/|\n\r".contains($0) }.map(String.init)
        if let rest = Self.unnumbered(plain) { candidates.append(rest) }
        candidates.append(String(plain.unicodeScalars.filter(\.isASCII).map(Character.init)))
        candidates.append(String(plain.unicodeScalars.filter { !$0.isASCII }.map(Character.init)))
        var names: [[UInt8]] = []
        for candidate in candidates {
            let folded = FoldedText.bytes(of: candidate)
            if !folded.isEmpty, !names.contains(folded) { names.append(folded) }
        }
        self.names = names
        trailing = bracketed == nil ? Self.lastWord(of: trimmed) : nil
    }

    /// A text without the number of its box, as forms have it: `8. H.S. Code`.
    private static func unnumbered(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 2, let mark = text.dropFirst(digits.count).first, ".)、．".contains(mark)
        else { return nil }
        let rest = text.dropFirst(digits.count + 1)
        return rest.first.map(\.isNumber) ?? true ? nil : String(rest)
    }

    /// A text without its last word, or without the letters behind another script.
    private static func lastWord(of text: String) -> (name: [UInt8], measure: String)? {
        let letters = text.reversed().prefix { $0.isASCII && !$0.isWhitespace && !"/|.".contains($0) }.count
        let (name, word) = (text.dropLast(letters), String(text.suffix(letters)))
        let folded = FoldedText.bytes(of: String(name))
        guard let last = name.last, last.isWhitespace || !last.isASCII, word.count <= 5, !folded.isEmpty else {
            return nil
        }
        return (folded, word)
    }

    /// The text without blanks around it and a colon at its end.
    static func trim(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace || last == ":" || last == "：" { text.removeLast() }
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        return String(text)
    }
}
