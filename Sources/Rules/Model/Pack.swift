internal import CEL
package import Records

/// Rules that belong together: a YAML file, or a folder of them.
package struct Pack: Sendable {
    /// Its name.
    package let name: String
    /// Its title.
    package let title: LocalizedText
    /// Its rules, in the order of the files.
    package let rules: [Rule]

    /// The pack for all documents of its formats, whatever they ask for.
    package var unasked: Pack {
        let rules = rules.map { rule in
            var rule = rule
            rule.applicability.asked = nil
            return rule
        }
        return Pack(name: name, title: title, rules: rules)
    }
}

/// To which documents a rule applies.
package struct Applicability: Sendable, Hashable {
    /// The formats by name; nothing for all.
    package var formats: Set<String>?
    /// What a document says for the rule to be on; nothing for all documents.
    package var asked: PackRequest?

    /// Makes an applicability; to all documents if nothing is given.
    package init(formats: Set<String>? = nil, asked: PackRequest? = nil) {
        (self.formats, self.asked) = (formats, asked)
    }
}

/// What a document says that asks for a pack: its header names the specification that the pack checks.
package struct PackRequest: Sendable, Hashable {
    /// The header field, as an index.
    package let field: Int
    /// The beginnings of its value, one of which asks for the pack.
    package let beginnings: [String]

    /// Whether a document with this header asks for the pack.
    package func isMade(by header: RecordBatch) -> Bool {
        guard let value = try? header.value(row: 0, field: field), case .string(let text) = value else { return false }
        return beginnings.contains(where: text.hasPrefix)
    }
}
