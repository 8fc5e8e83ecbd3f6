internal import Synchronization

/// The names of a list's codes, folded once and then shared by all who ask.
final class CodeNames: Sendable {
    private let codes = Mutex<[String: String]?>(nil)

    /// The code that has a folded name; of several the first in the order of codes.
    func code(of name: String, in list: CodeList) -> String? {
        codes.withLock { codes in
            if codes == nil { codes = Self.names(of: list) }
            return codes?[name]
        }
    }

    private static func names(of list: CodeList) -> [String: String] {
        var codes: [String: String] = [:]
        for code in list.rows.keys.sorted() {
            let spellings = (list.cell(code, "spellings") ?? "").split(separator: "|").map(String.init)
            let names = [code, list.cell(code, "name_en"), list.cell(code, "name_zh")].compactMap { $0 } + spellings
            for name in names {
                let folded = FoldedText.string(of: name)
                if !folded.isEmpty, codes[folded] == nil { codes[folded] = code }
            }
        }
        return codes
    }
}
