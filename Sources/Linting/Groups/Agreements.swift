internal import CEL
internal import Records
internal import Rules

/// Compares values of one fact in several documents.
enum Agreements {
    /// Whether two values are the very same.
    static func isSame(_ left: Value, _ right: Value, units: UnitTable) -> Bool {
        ValueText.shown(left, units: units) == ValueText.shown(right, units: units)
    }

    /// Whether two values agree; nothing where they cannot be compared.
    static func agree(_ left: Value, _ right: Value, _ agreement: Agreement, _ context: RunContext) -> Bool? {
        switch agreement.comparison {
        case .exact, .date: return isSame(left, right, units: context.units)
        // Money has two decimals, even where a price is written as 3.
        case .decimal: return near(left.exact, right.exact, agreement.tolerance, leastScale: 2)
        case .quantity:
            guard case .quantity(let first) = left, case .quantity(let second) = right else {
                return near(left.exact, right.exact, agreement.tolerance)
            }
            guard let converted = context.units.convert(second, to: first.unit) else { return nil }
            return near(first.value, converted, agreement.tolerance)
        case .hsCode: return hsCodes(text(left), text(right))
        case .country: return coded(text(left), text(right), list: "country", context)
        case .currency: return coded(text(left), text(right), list: "currency", context)
        case .text: return texts(text(left), text(right)) { FoldedText.string(of: $0) }
        case .place: return places(text(left), text(right))
        case .name:
            let parties = context.configuration.parties
            if let first = parties[FoldedText.string(of: text(left))],
                let second = parties[FoldedText.string(of: text(right))]
            {
                return first == second
            }
            return texts(text(left), text(right), fold: name)
        }
    }

    private static func text(_ value: Value) -> String {
        if case .string(let text) = value { return text }
        return ""
    }

    /// Equal within the tolerance, at the precision of the coarser of the two.
    private static func near(
        _ left: Decimal?,
        _ right: Decimal?,
        _ tolerance: Decimal,
        leastScale: Int = 0
    ) -> Bool? {
        guard let left, let right else { return nil }
        let scale = max(leastScale, min(left.scale, right.scale))
        guard let difference = left.subtracting(right)?.magnitude else { return nil }
        if difference <= tolerance { return true }
        // 1250 kg and 1250.4 kg agree, for the coarser one is in whole kilos; 12.0 and 12.3 do not.
        return left.scale != right.scale && left.rounded(toScale: scale) == right.rounded(toScale: scale)
    }

    /// Six digits agree everywhere; more only where both have the same number of them.
    private static func hsCodes(_ left: String, _ right: String) -> Bool? {
        let first = left.filter(\.isNumber)
        let second = right.filter(\.isNumber)
        guard first.count >= 4, second.count >= 4 else { return nil }
        let count = min(6, first.count, second.count)
        return first.prefix(count) == second.prefix(count)
    }

    /// Codes or names that mean the same entry of a list.
    private static func coded(_ left: String, _ right: String, list: String, _ context: RunContext) -> Bool? {
        guard let first = code(left, list, context), let second = code(right, list, context) else {
            return FoldedText.bytes(of: left) == FoldedText.bytes(of: right) ? true : nil
        }
        return first == second
    }

    private static func code(_ text: String, _ list: String, _ context: RunContext) -> String? {
        guard let codes = context.codeLists[list] else { return nil }
        if codes.rows[text] != nil {
            let replaced = codes.cell(text, "replaced_by") ?? ""
            return replaced.isEmpty ? text : replaced
        }
        let folded = FoldedText.bytes(of: text)
        let found = codes.rows.first { code, cells in
            let names =
                cells.dropFirst().prefix(2)
                + (codes.cell(code, "spellings") ?? "").split(separator: "|").map(String.init)
            return names.contains { FoldedText.bytes(of: $0) == folded }
        }
        return found?.key
    }

    /// Texts of different scripts are not compared letter by letter.
    private static func texts(_ left: String, _ right: String, fold: (String) -> String) -> Bool? {
        func isLatin(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.value < 0x2E80 } }
        guard isLatin(left) == isLatin(right) else { return nil }
        return fold(left) == fold(right)
    }

    /// `Ningbo` and `Ningbo, China` are one place; a code such as `CNNGB` is not compared with a name.
    private static func places(_ left: String, _ right: String) -> Bool? {
        func isCode(_ text: String) -> Bool {
            let plain = text.filter { $0 != " " }
            return plain.utf8.count == 5 && plain.utf8.allSatisfy { ($0 >= 65 && $0 <= 90) || ($0 >= 50 && $0 <= 57) }
        }
        guard isCode(left) == isCode(right) else { return nil }
        return texts(left, right, fold: { FoldedText.string(of: $0) }).map { isSame in
            let (first, second) = (FoldedText.string(of: left), FoldedText.string(of: right))
            guard min(first.count, second.count) >= 3 else { return isSame }
            return isSame || first.contains(second) || second.contains(first)
        }
    }

    private static let legalForms = [
        "coltd", "companylimited", "limitedcompany", "limited", "ltd", "gmbhcokg", "gmbh", "llc", "inc", "corporation",
        "corp", "sarl", "bv", "spa", "co", "有限责任公司", "股份有限公司", "有限公司",
    ]

    /// A name without the legal form at its end.
    private static func name(_ text: String) -> String {
        let folded = FoldedText.string(of: text)
        for form in legalForms where folded.hasSuffix(form) && folded.count > form.count {
            return String(folded.dropLast(form.count))
        }
        return folded
    }
}
