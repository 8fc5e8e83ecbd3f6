/// The markets that goods go to: countries, and groups of countries with rules of their own.
package struct Markets: Sendable {
    private let lists: CodeLists
    /// The groups that a country belongs to.
    private let groups: [String: [String]]

    /// Makes the markets of the lists `country` and `market`.
    package init(_ lists: CodeLists) {
        self.lists = lists
        var groups: [String: [String]] = [:]
        for group in lists["market"]?.rows.keys.sorted() ?? [] {
            for member in (lists.lookup(group, in: "market", column: "members") ?? "").split(separator: "|") {
                groups[String(member), default: []].append(group)
            }
        }
        self.groups = groups
    }

    /// The code of a country or group from its code, name or another spelling; nothing if there is none such.
    package func code(of text: String) -> String? {
        lists.code(meaning: text.uppercased(), in: "market") ?? lists.code(meaning: text, in: "country")
            ?? lists.code(meaning: text.uppercased(), in: "country")
    }

    /// A market with the groups it belongs to.
    package func widened(_ code: String) -> [String] { [code] + (groups[code] ?? []) }

    /// Markets with the groups they belong to, each once, in order.
    package func widened(_ codes: [String]) -> [String] {
        var seen: Set<String> = []
        return codes.flatMap { widened($0) }.filter { seen.insert($0).inserted }
    }

    /// What a market is called; its code where it is not known.
    package func name(of code: String) -> LocalizedText {
        let list = lists["market"]?.rows[code] == nil ? "country" : "market"
        return LocalizedText(
            english: lists.lookup(code, in: list, column: "name_en") ?? code,
            chinese: lists.lookup(code, in: list, column: "name_zh") ?? code
        )
    }
}
