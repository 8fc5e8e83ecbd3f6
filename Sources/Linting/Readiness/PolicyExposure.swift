package import CEL
package import Records
package import Rules

/// Which of a user's product lines a policy touches: what of it is a rule today, what is coming, what is a direction.
package struct PolicyExposure: Sendable {
    /// The goods of one category.
    package struct Line: Sendable {
        /// The category by name; nothing for goods of no known category.
        package let category: String?
        /// What people call it.
        package let title: LocalizedText?
        /// The part numbers, in the order in which they were met.
        package let numbers: [String]
        /// What told the category of the first of them.
        package let source: Categories.Source?
        /// The policies that concern these goods.
        package let touches: [Touch]
    }

    /// One policy that concerns goods of a line.
    package struct Touch: Sendable {
        /// The policy.
        package let policy: Policy
        /// How many of the goods it concerns.
        package let goods: Int
        /// The kinds of documents to review that are there.
        package let present: [Kind]
        /// The kinds of documents to review that are not there.
        package let absent: [Kind]
    }

    /// The lines, in the order in which their goods were met.
    package let lines: [Line]

    /// Holds the goods of a dossier against policies.
    ///
    /// - Parameters:
    ///   - dossier: a dossier with its matrix of readiness.
    ///   - policies: the policies, of which those that ended are left out.
    ///   - set: names kinds, categories and markets.
    ///   - asOf: the day on which policies are judged.
    package init(_ dossier: Report.Dossier, _ policies: [Policy], _ set: RuleSet, asOf: CalendarDate) {
        let categories = try? BuiltIn.categories()
        let markets = Markets(set.codeLists)
        var groups: [(category: String?, rows: [ReadinessMatrix.Row])] = []
        for row in dossier.matrix?.rows ?? [] {
            if let place = groups.firstIndex(where: { $0.category == row.category }) {
                groups[place].rows.append(row)
            } else {
                groups.append((row.category, [row]))
            }
        }
        let there = Set(dossier.documents.filter { $0.aside == nil }.compactMap(\.kindName))
        lines = groups.map { category, rows in
            var seen: Set<String> = []
            let numbers = rows.map(\.number).filter { seen.insert($0).inserted }
            let names = category.flatMap { categories?.widened($0) } ?? []
            let touches = policies.filter { $0.phase(on: asOf) != .ended }.compactMap { policy -> Touch? in
                let touched = rows.filter { row in
                    let own = row.market.map { Set(markets.widened($0)) }
                    // Where the market is not known, every policy on goods of the kind may concern them.
                    let isMarket = policy.markets.isEmpty || own.map { !$0.isDisjoint(with: policy.markets) } ?? true
                    let digits = row.hsCode?.filter { $0.isASCII && $0.isNumber }
                    return isMarket && policy.concerns(categories: names, hsCode: digits)
                }
                guard !touched.isEmpty else { return nil }
                let kinds = policy.kinds.compactMap { set.vocabulary.kind(named: $0) }
                return Touch(
                    policy: policy,
                    goods: Set(touched.map(\.number)).count,
                    present: kinds.filter { there.contains($0.name) },
                    absent: kinds.filter { !there.contains($0.name) }
                )
            }
            return Line(
                category: category,
                title: category.flatMap { categories?[$0]?.title },
                numbers: numbers,
                source: rows.first?.categorySource,
                touches: touches
            )
        }
    }
}
