internal import CEL
internal import Records
internal import Rules

extension DossierRun {
    /// What rules over parts, and over whole documents, compare: each fact of each part, document by document.
    ///
    /// The groups are brought together once more, so it takes as long as judging those rules, and is made only for reports
    /// that show it.
    func agreement() -> AgreementMatrix {
        let rules = context.rules.indices.compactMap { index -> (index: Int, form: GroupRule)? in
            guard case .group(let form) = context.rules[index].rule.form, form.scope != .document,
                form.isByPart || form.keyNames.isEmpty && form.agreement != nil
            else { return nil }
            return (index, form)
        }
        let documents = inForce.sorted { first, second in
            let order = [first, second].map { kind(of: results[$0])?.authority ?? .max }
            return (order[0], results[first].file.path) < (order[1], results[second].file.path)
        }
        let names = Set(rules.map { context.rules[$0.index].rule.name })
        var builder = MatrixBuilder(
            blamed: drafts.filter { names.contains($0.rule) && $0.severity != .note },
            documents: documents.map { results[$0].document },
            context: context
        )
        let aliases = aliases
        let tables = ScopeTables(documents.map { results[$0].consumer.gathered })
        for (index, form) in rules {
            var keys = ScopeKeys(aliases: form.isByPart ? aliases : .none)
            let sources = tables.sources(context.plans[index])
            for source in sources { keys.prepare(source) }
            builder.add(form, context.plans[index], GroupIndex(sources, in: keys))
        }
        return builder.matrix(paths: documents.map { results[$0].file.path })
    }
}
