package import Records

/// The categories of goods, and how a product's category follows from what its record says.
package struct Categories: Sendable {
    /// One category.
    package struct Category: Sendable {
        /// Its name, as rules and policies write it.
        package let name: String
        /// What people call it.
        package let title: LocalizedText
        /// The category of which it is a part, if any.
        package let within: String?
        /// Its name, titles and spellings, folded.
        let spellings: Set<String>
        /// The beginnings of the HS codes of such goods.
        let hsCodes: [String]
        /// Finds the words of such goods.
        let words: WordMatcher
    }

    /// What told a category.
    package enum Source: String, Sendable {
        /// The field that names it.
        case field
        /// The HS code.
        case hsCode
        /// The words of name and description.
        case words
        /// The configuration, before any product is there.
        case configuration
    }

    /// A category with what told it.
    package struct Answer: Hashable, Sendable {
        /// The name of the category.
        package let name: String
        /// What told it.
        package let source: Source

        /// Makes an answer.
        package init(name: String, source: Source) {
            self.name = name
            self.source = source
        }
    }

    /// The categories; of several whose words are met the first wins.
    package let all: [Category]

    /// Reads `categories.yaml`.
    ///
    /// - Throws: every fault of the file, each with its place.
    package static func load(_ file: DefinitionFile) throws(DefinitionErrors) -> Categories {
        let root = try DefinitionNode.parse(file)
        var scope = DefinitionScope()
        scope.check(root, allows: ["categories"], as: "the categories")
        let all = (root["categories"]?.pairs ?? []).compactMap { pair -> Category? in
            guard let name = scope.text(pair.key, as: "the name of a category") else { return nil }
            let node = pair.value
            scope.check(node, allows: ["title", "within", "spellings", "hsCodes", "words"], as: "category '\(name)'")
            guard let titleNode = node["title"], let title = scope.localized(titleNode, as: "'title'") else {
                scope.report("category '\(name)' lacks 'title'", at: node)
                return nil
            }
            let spellings = node["spellings"].map { scope.texts($0, as: "a spelling") } ?? []
            let words = node["words"].map { scope.texts($0, as: "a word") } ?? []
            return Category(
                name: name,
                title: title,
                within: node["within"].flatMap { scope.text($0, as: "'within'") },
                spellings: Set(([name, title.english, title.chinese] + spellings).map { FoldedText.string(of: $0) }),
                hsCodes: node["hsCodes"].map { scope.texts($0, as: "the beginning of an HS code") } ?? [],
                words: WordMatcher([(name, words)])
            )
        }
        for pair in root["categories"]?.pairs ?? [] {
            let names = all.map(\.name)
            guard let node = pair.value["within"], let name = node.text, !names.contains(name) else { continue }
            scope.report("there is no category '\(name)'\(Suggestion.among(names, for: name))", at: node)
        }
        try scope.check()
        return Categories(all: all)
    }

    /// A category by its name.
    package subscript(name: String) -> Category? { all.first { $0.name == name } }

    /// A category with those of which it is a part.
    package func widened(_ name: String) -> Set<String> {
        var widened: Set<String> = [name]
        var current = name
        while let outer = self[current]?.within, widened.insert(outer).inserted { current = outer }
        return widened
    }

    /// A category with those that are parts of it, and those of which it is a part.
    package func related(_ name: String) -> Set<String> {
        widened(name).union(all.map(\.name).filter { widened($0).contains(name) })
    }

    /// The category that a text names; nothing if it is none of these.
    package func named(_ text: String) -> String? {
        let folded = FoldedText.string(of: text)
        return all.first { $0.spellings.contains(folded) }?.name
    }

    /// The category of a product.
    ///
    /// - Parameters:
    ///   - field: what its category field says.
    ///   - hsCode: its HS code, with or without dots.
    ///   - words: its name and description.
    /// - Returns: the category and what told it; nothing where nothing does.
    package func category(field: String?, hsCode: String?, words: [String]) -> Answer? {
        if let field, let name = named(field) { return Answer(name: name, source: .field) }
        let digits = hsCode?.filter { $0.isASCII && $0.isNumber } ?? ""
        let candidates = digits.count >= 4 ? all.filter { $0.hsCodes.contains { digits.hasPrefix($0) } } : []
        if candidates.count == 1, let only = candidates.first { return Answer(name: only.name, source: .hsCode) }
        for category in candidates.isEmpty ? all : candidates {
            for text in words where category.words.value(of: Array(text.utf8).span) != nil {
                return Answer(name: category.name, source: .words)
            }
        }
        return nil
    }
}
