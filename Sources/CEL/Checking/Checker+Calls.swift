extension Checker {
    /// Checks a call: the overloads that take the arguments' types decide its type.
    mutating func call(
        _ name: String,
        _ target: Expression?,
        _ arguments: [Expression],
        at offset: Int
    ) -> Node {
        // `math.greatest(…)` may be a function of a namespace rather than a call on a variable.
        if let target, let chain = Self.chain(target), !isLocal(String(chain.prefix { $0 != "." })),
            let overloads = overloads("\(chain).\(name)")
        {
            return call("\(chain).\(name)", overloads.filter { !$0.isMember }, arguments, at: offset)
        }
        guard let overloads = target == nil ? overloads(name) : environment.functions[name] else {
            return fail(CELMessages.unknownFunction(name, environment.functions.keys.sorted()), at: offset)
        }
        let expressions = (target.map { [$0] } ?? []) + arguments
        return call(name, overloads.filter { $0.isMember == (target != nil) }, expressions, at: offset)
    }

    private func overloads(_ name: String) -> [Overload]? {
        candidates(name).lazy.compactMap { environment.functions[$0] }.first
    }

    private mutating func call(
        _ name: String,
        _ overloads: [Overload],
        _ expressions: [Expression],
        at offset: Int
    ) -> Node {
        var nodes = expressions.map { check($0) }
        var chosen: [(overload: Overload, params: [CELType], result: CELType)] = []
        let isDynamic = nodes.contains { [.dyn].contains(known($0.type)) }
        for overload in overloads where overload.takes(nodes.count) {
            let before = types
            let signature = types.instantiate(overload.params(for: nodes.count) + [overload.result])
            if fits(Array(signature.dropLast()), nodes) {
                chosen.append((overload, Array(signature.dropLast()), signature[signature.count - 1]))
                // Values of any type choose when they are known.
                guard isDynamic else { break }
            } else {
                types = before
            }
        }
        guard let first = chosen.first else {
            let types = nodes.map { known($0.type) }
            let failure = fail(CELMessages.noOverload(name, types), at: offset)
            // What the arguments fail with comes first, as when they are evaluated first.
            guard case .fail = failure.code else { return failure }
            return Node(code: .all(nodes.map(\.code), failure.code), type: .dyn)
        }
        for (index, parameter) in first.params.enumerated() where known(parameter) == .decimal {
            if nodes[index].isLiteral { nodes[index] = check(expressions[index], expecting: .decimal) }
            if known(nodes[index].type) == .int { nodes[index].code = .toDecimal(nodes[index].code) }
        }
        checkCodeList(name, expressions)
        if name == "matches", expressions.count == 2, case .literal(.string(let pattern), _) = expressions[1].kind {
            do {
                return Node(code: .matches(nodes[0].code, try Regex(pattern), offset: offset), type: .bool)
            } catch {
                return fail(error.message, at: expressions[1].offset)
            }
        }
        let codes = nodes.map(\.code)
        let results = Set(chosen.map { known($0.result) })
        let type = results.count == 1 ? known(first.result) : .dyn
        if chosen.count > 1 {
            return Node(code: .dispatch(chosen.map(\.overload), codes, name: name, offset: offset), type: type)
        }
        return Node(code: .call(first.overload, codes, offset: offset), type: type)
    }

    private mutating func fits(_ params: [CELType], _ nodes: [Node]) -> Bool {
        for (parameter, node) in zip(params, nodes) {
            if known(parameter) == .decimal, node.isLiteral { continue }
            guard types.generalise(node.type, to: parameter) else { return false }
        }
        return true
    }

    private mutating func checkCodeList(_ name: String, _ expressions: [Expression]) {
        let position: Int
        switch name {
        case "inTable":
            guard case .literal(.string(let table), _)? = expressions.first?.kind else { return }
            if !environment.tables.contains(table) {
                report(CELMessages.unnamedTable(table, environment.tables), at: expressions[0].offset)
            }
            return
        case "inCodeList", "codeOf", "hasCode":
            guard expressions.count == 2 else { return }
            position = 1
        case "lookup" where expressions.count == 3: position = 1
        default: return
        }
        guard case .literal(.string(let list), _) = expressions[position].kind else { return }
        let names = environment.codeLists.names
        if !names.contains(list) {
            report(CELMessages.unknownList(list, names), at: expressions[position].offset)
        }
    }
}
