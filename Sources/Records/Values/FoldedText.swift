internal import CEL

/// Text folded for comparison: lower case, half width, without accents, blanks and punctuation.
///
/// `N.W.(KGS)`, `NW KGS` and `Ｎ.Ｗ. (kgs)` fold to the same bytes. Chinese text keeps its characters.
package enum FoldedText {
    /// The folded UTF-8 bytes of a text.
    package static func bytes(of text: some StringProtocol) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &folded) }
        return folded
    }

    /// The folded text.
    package static func string(of text: some StringProtocol) -> String {
        String(decoding: bytes(of: text), as: UTF8.self)
    }

    /// The words of a text in lower case with single blanks between, before and after them; other scripts as they are.
    ///
    /// Where Latin letters or digits and Chinese characters meet, a word ends: `CE证书` has the word `ce`.
    ///
    /// O(n), without making a string: it is asked of every line of a document.
    package static func spaced(_ text: some Sequence<UInt8>) -> [UInt8] {
        var spaced: [UInt8] = [0x20]
        var isChinese = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if isChinese { spaced.append(0x20) }
                isChinese = false
                spaced.append(byte < 0x60 && byte > 0x40 ? byte | 0x20 : byte)
            case 0xE3...0xE9:
                // The first byte of a Chinese character.
                if !isChinese, spaced[spaced.count - 1] != 0x20 { spaced.append(0x20) }
                isChinese = true
                spaced.append(byte)
            case 0x80...0xBF: spaced.append(byte)
            case 0xC0...:
                isChinese = false
                spaced.append(byte)
            default:
                isChinese = false
                if spaced[spaced.count - 1] != 0x20 { spaced.append(0x20) }
            }
        }
        if spaced[spaced.count - 1] != 0x20 { spaced.append(0x20) }
        return spaced
    }

    /// What to look for in `spaced` text to find a word: whole words, also in the plural; Chinese ones anywhere.
    package static func patterns(ofWord word: String) -> [[UInt8]] {
        let spaced = spaced(word.utf8)
        guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return [spaced.filter { $0 != 0x20 }] }
        return [spaced, spaced.dropLast() + Array("s ".utf8)]
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
        var value = scalar.value
        if value == 0x3000 { return }
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if value < 0x80 {
            let byte = UInt8(value)
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): folded.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
            case UInt8(ascii: "#"): folded.append(byte)
            default: return
            }
            return
        }
        // General punctuation, CJK punctuation and blanks carry no meaning in a name or a header.
        if (0x2000...0x206F).contains(value) || (0x3001...0x303F).contains(value) || value == 0xA0 { return }
        if let letter = LatinLetters.plain(scalar) {
            if letter != 0 { folded.append(letter) }
            return
        }
        folded.append(contentsOf: String(Character(scalar)).lowercased().utf8)
    }
}
