internal import Documents
internal import Records

/// Writes a value as a document's syntax wants it, in the place of another.
enum Escaping {
    /// What shall stand in the place of some raw text, so that `text` is read there.
    ///
    /// - Parameters:
    ///   - text: what shall be read.
    ///   - raw: what stands there: of a cell or a JSON string without its quotes, of XML with its references.
    ///   - before: what stands before it on its line.
    ///   - prologue: the document's syntax and dialect.
    /// - Returns: nothing where that cannot be told from the line alone, or the syntax has no way to write it.
    static func write(_ text: String, instead raw: String, after before: some StringProtocol, _ prologue: Prologue)
        -> String?
    {
        guard !raw.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return nil }
        switch prologue.syntax {
        case .table: return cell(text, isQuoted: before.last == "\"", prologue.dialect)
        case .json, .jsonLines: return before.last == "\"" ? json(text) : bare(text, instead: raw)
        case .xml: return xml(text, instead: raw, after: before)
        default: return nil
        }
    }

    /// Quotes are doubled within a quoted cell; a cell without quotes gets them where it needs them (RFC 4180 §2).
    private static func cell(_ text: String, isQuoted: Bool, _ dialect: CSVDialect) -> String {
        let doubled = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        if isQuoted { return doubled }
        let delimiter = Character(Unicode.Scalar(dialect.delimiter))
        let needsQuotes = text.contains { $0 == delimiter || $0 == "\"" } || text.first == " " || text.last == " "
        return needsQuotes ? "\"\(doubled)\"" : text
    }

    /// RFC 8259 §7.
    private static func json(_ text: String) -> String {
        text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// A number stays a number where it can; other text becomes a string.
    private static func bare(_ text: String, instead raw: String) -> String? {
        guard raw.first.map({ $0 == "-" || $0.isASCII && $0.isNumber }) == true else { return nil }
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber =
            (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
            && (parts[0] == "0" || parts[0].first != "0")
        return isNumber ? text : "\"\(json(text))\""
    }

    /// XML 1.0 §2.4; blanks around the text are kept.
    private static func xml(_ text: String, instead raw: String, after before: some StringProtocol) -> String? {
        // A place that holds markup is more than one text.
        guard !raw.contains("<") else { return nil }
        if before.hasSuffix("<![CDATA[") { return text.contains("]]>") ? nil : text }
        let quote = before.last.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"" where quote == "\"": escaped += "&quot;"
            case "'" where quote == "'": escaped += "&apos;"
            default: escaped.append(character)
            }
        }
        let leading = raw.prefix(while: \.isWhitespace)
        let trailing = raw.reversed().prefix(while: \.isWhitespace).reversed()
        return quote == nil ? String(leading) + escaped + String(trailing) : escaped
    }
}
