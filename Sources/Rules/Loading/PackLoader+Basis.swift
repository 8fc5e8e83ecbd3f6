internal import Records

extension PackLoader {
    /// The basis of a rule; what it does not say itself it takes from the policy that it names.
    mutating func basis(_ node: DefinitionNode) -> Basis? {
        scope.check(
            node,
            allows: [
                "policy", "status", "source", "jurisdiction", "effective", "until", "appliesOn", "verified", "markets",
                "categories", "banking",
            ],
            as: "a basis"
        )
        let policy = node["policy"].flatMap { self.policy($0) }
        if node["policy"] != nil, policy == nil { return nil }
        let status = node["status"].flatMap { scope.choice(Basis.Status.self, $0, as: "a status") } ?? policy?.status
        let source = node["source"].flatMap { scope.text($0, as: "'source'") } ?? policy?.citation
        guard let status, let source else {
            for key in ["status", "source"] where node[key] == nil && policy == nil {
                scope.report("a basis lacks '\(key)', or the 'policy' to take it from", at: node)
            }
            return nil
        }
        if let policy, let given = node["status"], status.firmness > policy.status.firmness {
            scope.report(
                "the policy '\(policy.name)' is no more than \(policy.status.rawValue): "
                    + "a rule that rests on it cannot be \(status.rawValue)",
                at: given
            )
        }
        return Basis(
            status: status,
            source: source,
            jurisdiction: node["jurisdiction"]?.text ?? policy?.jurisdiction,
            effective: node["effective"].flatMap { scope.date($0, as: "'effective'") } ?? policy?.effective,
            until: node["until"].flatMap { scope.date($0, as: "'until'") } ?? policy?.until,
            appliesOn: node["appliesOn"].flatMap { scope.choice(Basis.Deciding.self, $0, as: "a deciding date") }
                ?? .asOf,
            verified: node["verified"].flatMap { scope.date($0, as: "'verified'") } ?? policy?.verified,
            markets: node["markets"].map { scope.texts($0, as: "a market") } ?? policy?.markets ?? [],
            categories: node["categories"].map { scope.texts($0, as: "a category") } ?? [],
            policy: policy,
            isBanking: node["banking"]?.text == "true"
        )
    }

    private mutating func policy(_ node: DefinitionNode) -> Policy? {
        guard let name = scope.text(node, as: "a policy") else { return nil }
        if let policy = context.policies[name] { return policy }
        let names = context.policies.policies.map(\.name)
        scope.report("there is no policy '\(name)'\(Suggestion.among(names, for: name))", at: node)
        return nil
    }
}

extension Policy {
    /// Its number, or its title where it has none, with where it was read.
    package var citation: String { "\(instrument ?? title.english) (\(source))" }
}

extension Basis.Status {
    /// How firm it is, for comparison: a direction, what is passed, what binds.
    fileprivate var firmness: Int {
        switch self {
        case .signal, .draft, .repealed: 0
        case .adopted: 1
        case .inForce: 2
        case .practice: 0
        }
    }
}
