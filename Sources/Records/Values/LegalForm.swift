internal import CEL

/// The legal forms with which names of companies end, folded: `Co., Ltd.`, `GmbH`, `有限公司`.
package enum LegalForm {
    /// A folded name without the form at its end.
    package static func dropped(from folded: String) -> String {
        for form in all where folded.hasSuffix(form) && folded.count > form.count {
            return String(folded.dropLast(form.count))
        }
        return folded
    }

    /// Whether a text is the name of a company, alone or with an address behind a comma, in one script or in two.
    package static func ends(_ text: String) -> Bool {
        guard text.utf8.count < 200, !text.contains(where: { ":：".contains($0) }) else { return false }
        let scripts = [text.unicodeScalars.filter(\.isASCII), text.unicodeScalars.filter { !$0.isASCII }]
        return ([text] + scripts.map { String(String.UnicodeScalarView($0)) }).contains(where: isName)
    }

    private static func isName(_ text: String) -> Bool {
        // What ends at a comma may be the name: "Padma Auto Parts Ltd., Dhaka".
        var words: [Substring] = []
        var hasForm = false
        for part in text.split(whereSeparator: { ",;\n，；".contains($0) }) {
            words += part.split(whereSeparator: \.isWhitespace)
            hasForm = hasForm || endsWithForm(words)
        }
        return hasForm
    }

    private static func endsWithForm(_ words: [Substring]) -> Bool {
        guard let last = words.last, words.count > 1 || !last.allSatisfy(\.isASCII) else { return false }
        if !last.allSatisfy(\.isASCII) {
            let folded = FoldedText.string(of: String(last))
            if all.contains(where: { !$0.allSatisfy(\.isASCII) && folded.hasSuffix($0) && folded != $0 }) {
                return true
            }
        }
        return (1...min(4, words.count)).contains { count in
            count < words.count && all.contains(FoldedText.string(of: words.suffix(count).joined()))
        }
    }

    private static let all = [
        "coltd", "companylimited", "limitedcompany", "publiclimitedcompany", "privatelimited", "limited", "pvtltd",
        "pteltd", "ptyltd", "sdnbhd", "ltda", "lda", "ltd", "gmbhcokg", "gmbh", "fzllc", "fzco", "wll", "llc", "llp",
        "lp", "inc", "corporation", "corp", "sarl", "sas", "sadecv", "sapidecv", "derlcv", "srl", "spzoo", "sro", "doo",
        "eood", "ood", "bv", "nv", "spa", "plc", "jsc", "ooo", "too", "kk", "ag", "kg", "ab", "oy", "as", "sa", "sl",
        "co", "有限责任公司", "股份有限公司", "有限公司",
    ]
}
