internal import CEL
internal import Records
internal import Rules

/// Compares values of one fact in several documents.
enum Agreements {
    /// How a rule compares.
    struct Comparison {
        /// The rule's agreement.
        let agreement: Agreement
        /// By how much numbers may differ.
        let tolerance: Decimal
        /// How many digits of HS codes mean the same in all documents.
        let digits: Int
        /// The lists and names by which values compare.
        let context: RunContext

        init(_ agreement: Agreement, settings: SettingsRecord, _ context: RunContext) {
            self.agreement = agreement
            tolerance = settings.decimal("tolerance") ?? .zero
            digits = settings.decimal("digits")?.wholeNumber ?? 6
            self.context = context
        }
    }

    /// Whether two values are the very same.
    static func isSame(_ left: Value, _ right: Value, units: UnitTable) -> Bool {
        ValueText.shown(left, units: units) == ValueText.shown(right, units: units)
    }

    /// Whether two statements agree; nothing where they cannot be compared.
    static func agree(_ first: Statement, _ second: Statement, _ rule: Comparison) -> Bool? {
        let (left, right, context) = (first.value, second.value, rule.context)
        switch rule.agreement.comparison {
        case .exact, .date: return isSame(left, right, units: context.units)
        // Money has two decimals, even where a price is written as 3.
        case .decimal: return near(left.exact, right.exact, rule.tolerance, leastScale: 2)
        case .quantity:
            guard case .quantity(let quantity) = left, case .quantity(let other) = right else {
                return near(left.exact, right.exact, rule.tolerance)
            }
            guard let converted = context.units.convert(other, to: quantity.unit) else { return nil }
            return near(quantity.value, converted, rule.tolerance)
        case .hsCode: return hsCodes(text(left), text(right), digits: rule.digits)
        case .country: return coded(text(left), text(right), list: "country", context)
        case .currency: return coded(text(left), text(right), list: "currency", context)
        case .text: return texts(text(left), text(right)) { FoldedText.string(of: $0) }
        case .contained: return contained(text(left), text(right))
        case .gtin: return text(left).drop { $0 == "0" } == text(right).drop { $0 == "0" }
        case .place: return places(text(left), text(right))
        case .name:
            if !Set(first.identifiers).isDisjoint(with: second.identifiers) { return true }
            if let party = Self.party(first, context), let other = Self.party(second, context) { return party == other }
            return texts(text(left), text(right), fold: name)
        }
    }

    /// The party of the configuration that a statement names, by its number or its name.
    private static func party(_ statement: Statement, _ context: RunContext) -> String? {
        let names = statement.identifiers + [FoldedText.string(of: text(statement.value))]
        return names.lazy.compactMap { context.configuration.parties[$0] }.first
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

    /// Six digits mean the same in every country; further ones are each country's own.
    private static func hsCodes(_ left: String, _ right: String, digits: Int) -> Bool? {
        let first = left.filter(\.isNumber)
        let second = right.filter(\.isNumber)
        guard first.count >= 4, second.count >= 4 else { return nil }
        let count = min(digits, first.count, second.count)
        return first.prefix(count) == second.prefix(count)
    }

    /// Codes or names that mean the same entry of a list.
    private static func coded(_ left: String, _ right: String, list: String, _ context: RunContext) -> Bool? {
        guard let first = context.codeLists.code(meaning: left, in: list),
            let second = context.codeLists.code(meaning: right, in: list)
        else {
            return FoldedText.bytes(of: left) == FoldedText.bytes(of: right) ? true : nil
        }
        return first == second
    }

    /// Texts of different scripts are not compared letter by letter.
    private static func texts(_ left: String, _ right: String, fold: (String) -> String) -> Bool? {
        func isLatin(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.value < 0x2E80 } }
        guard isLatin(left) == isLatin(right) else { return nil }
        return fold(left) == fold(right)
    }

    /// `Ningbo` and `Ningbo, China` are one place; a code such as `CNNGB` or an airport's `PVG` is not compared with a name.
    private static func places(_ left: String, _ right: String) -> Bool? {
        func isCode(_ text: String) -> Bool {
            let plain = text.filter { $0 != " " }
            return [3, 5].contains(plain.utf8.count)
                && plain.utf8.allSatisfy { ($0 >= 65 && $0 <= 90) || ($0 >= 50 && $0 <= 57) }
        }
        guard isCode(left) == isCode(right), !leavesOpen(left), !leavesOpen(right) else { return nil }
        return contained(plainPlace(left), plainPlace(right))
    }

    /// "Any Chinese port" of a credit is no place to compare with.
    private static func leavesOpen(_ place: String) -> Bool {
        let words = FoldedText.spaced(place.utf8)
        return ["any", "任何", "任意", "任一"].contains { word in
            FoldedText.patterns(ofWord: word).contains { words.contains($0) }
        }
    }

    /// A place without the words that name what it is: "Alexandria Old Port" is "Alexandria".
    private static func plainPlace(_ place: String) -> String {
        let words = place.split { !$0.isLetter && !$0.isNumber }
        let names = words.filter { !placeWords.contains($0.lowercased()) }
        return names.isEmpty ? place : names.joined(separator: " ")
    }

    private static let placeWords: Set<String> = [
        "port", "seaport", "harbour", "harbor", "airport", "international", "intl", "terminal", "old", "new", "city",
    ]

    private static func contained(_ left: String, _ right: String) -> Bool? {
        texts(left, right, fold: { FoldedText.string(of: $0) }).map { isSame in
            let (first, second) = (FoldedText.string(of: left), FoldedText.string(of: right))
            guard min(first.count, second.count) >= 3 else { return isSame }
            return isSame || first.contains(second) || second.contains(first)
        }
    }

    /// A name without the legal form at its end; `ü` may be written as `ue`, or as `u`.
    private static func name(_ text: String) -> String {
        let folded = FoldedText.string(of: text).replacing("ae", with: "a").replacing("oe", with: "o")
            .replacing("ue", with: "u").replacing("ss", with: "s")
        return LegalForm.dropped(from: folded)
    }
}
