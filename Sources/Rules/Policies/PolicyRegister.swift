package import Records

/// The policies that rules rest on, by name: those that the program carries and those that a user adds.
package struct PolicyRegister: Sendable {
    /// The policies, in the order of their files.
    package private(set) var policies: [Policy]

    /// A register without policies.
    package static let empty = PolicyRegister(policies: [])

    private static let keys = [
        "title", "issuer", "instrument", "date", "status", "jurisdiction", "effective", "until", "markets",
        "categories",
        "hsCodes", "kinds", "areas", "known", "questions", "places", "source", "read", "verified", "reviewBy",
    ]

    /// Reads `policies.yaml`.
    ///
    /// - Throws: every fault of the file, each with its place.
    package static func load(
        _ file: DefinitionFile,
        _ vocabulary: Vocabulary
    ) throws(DefinitionErrors) -> PolicyRegister {
        let root = try DefinitionNode.parse(file)
        var scope = DefinitionScope()
        scope.check(root, allows: ["policies"], as: "the register of policies")
        let register = root["policies"].map { load($0, vocabulary, &scope) } ?? .empty
        try scope.check()
        return register
    }

    /// Reads the value of `policies:`, a mapping from names to policies.
    package static func load(
        _ node: DefinitionNode,
        _ vocabulary: Vocabulary,
        _ scope: inout DefinitionScope
    ) -> PolicyRegister {
        guard node.isMapping else {
            scope.report("expected 'policies' as a mapping from names to policies", at: node)
            return .empty
        }
        let policies = node.pairs.compactMap { pair -> Policy? in
            guard let name = scope.text(pair.key, as: "the name of a policy") else { return nil }
            scope.check(pair.value, allows: keys, as: "policy '\(name)'")
            let policy = Policy(pair.value, name: name, &scope)
            let names = vocabulary.kinds.map(\.name)
            for kind in policy.kinds where vocabulary.kind(named: kind) == nil {
                scope.report(
                    "there is no kind '\(kind)'\(Suggestion.among(names, for: kind))",
                    at: pair.value["kinds"] ?? pair.value
                )
            }
            return policy
        }
        return PolicyRegister(policies: policies)
    }

    /// The register with others, which replace those of the same name.
    package func adding(_ others: PolicyRegister) -> PolicyRegister {
        let names = Set(others.policies.map(\.name))
        return PolicyRegister(policies: policies.filter { !names.contains($0.name) } + others.policies)
    }

    /// A policy by its name.
    package subscript(name: String) -> Policy? { policies.first { $0.name == name } }
}
