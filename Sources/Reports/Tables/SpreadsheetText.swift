/// Makes text from documents safe for spreadsheet programs.
enum SpreadsheetText {
    /// The text as a cell of CSV, in quotes where it needs them (RFC 4180 §2.6).
    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// The text as one that is never taken for a formula, without what is obeyed, and no longer than a cell holds.
    ///
    /// Excel and its like take text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, in
    /// half width or full width (OWASP, CSV Injection).
    static func plain(_ text: String, limit: Int) -> String {
        let printable = shortened(text, limit: limit - 1)
        guard let first = printable.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else {
            return printable
        }
        return "'" + printable
    }

    /// The text without what is obeyed, and no longer than a cell holds.
    static func shortened(_ text: String, limit: Int) -> String {
        let printable = TextEscape.printable(text.replacing("\r\n", with: " "))
        // A cell's length is counted in UTF-16.
        guard printable.utf16.count > limit else { return printable }
        return String(decoding: Array(printable.utf16.prefix(limit - 1)), as: UTF16.self) + "…"
    }
}
