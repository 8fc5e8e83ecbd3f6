/// Text folded for comparison: lower case, half width, without accents, blanks and punctuation.
public enum Folding {
    /// The folded text; Chinese characters stay, `Ａ－１` becomes `a1`.
    public static func fold(_ text: some StringProtocol) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            guard let half = Unicode.Scalar(value) else { continue }
            if half.isASCII {
                if half.properties.isAlphabetic || ("0"..."9").contains(half) || half == "#" {
                    folded.append(contentsOf: String(Character(half)).lowercased().unicodeScalars)
                }
                continue
            }
            // General and CJK punctuation and blanks carry no meaning in a name.
            if (0x2000...0x206F).contains(value) || (0x3000...0x303F).contains(value) || value == 0xA0 { continue }
            if let letter = LatinLetters.plain(half) {
                if letter != 0 { folded.append(Unicode.Scalar(letter)) }
                continue
            }
            folded.append(contentsOf: half.properties.lowercaseMapping.unicodeScalars)
        }
        return String(folded)
    }
}
