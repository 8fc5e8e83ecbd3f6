/// Tells tables that write decimals with a comma from those that part thousands with it.
enum DecimalComma {
    /// Whether some cell can only be read with a decimal comma, such as `12,5`, and none only with a point, such as `12.5`.
    static func isUsed(in rows: [[String]]) -> Bool {
        var hasComma = false
        for cell in rows.joined() where cell.utf8.count < 24 {
            switch separator(of: cell) {
            case ","?: hasComma = true
            case "."?: return false
            default: break
            }
        }
        return hasComma
    }

    /// The decimal separator of a number that leaves no doubt; nothing of any other text.
    private static func separator(of cell: String) -> Character? {
        let text = cell.drop { "-+ ".contains($0) }
        guard let first = text.first, first.isASCII, first.isNumber,
            let last = text.lastIndex(where: { $0 == "," || $0 == "." })
        else { return nil }
        let decimals = text[text.index(after: last)...]
        let whole = text[..<last]
        let separator = text[last]
        guard !decimals.isEmpty, decimals.utf8.allSatisfy(isDigit),
            whole.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
        else { return nil }
        // 1,250 may be either; 0,250 and 12.500,250 may not.
        let isOther = whole.contains { $0 != separator && ($0 == "," || $0 == ".") }
        guard !whole.contains(separator) else { return nil }
        return isOther || decimals.count != 3 || whole == "0" || whole.count > 3 ? separator : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
