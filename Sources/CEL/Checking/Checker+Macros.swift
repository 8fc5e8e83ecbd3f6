extension Checker {
    /// Checks a macro over a list, a map or a collection of the embedder.
    mutating func macro(
        _ macro: Macro,
        _ range: Expression,
        _ variables: [String],
        _ bodies: [Expression],
        at offset: Int
    ) -> Node {
        let collection = self.collection(of: range)
        let rangeNode: Node
        if let collection {
            slotsRead.insert(collection)
            rangeNode = Node(code: .slot(collection), type: environment.variables[collection].type)
        } else {
            rangeNode = check(range)
        }
        guard let element = elements(of: known(rangeNode.type), variables.count) else {
            return fail(CELMessages.noOverload(macro.rawValue, [known(rangeNode.type)]), at: offset)
        }
        let added =
            variables.isEmpty
            ? [Local(name: "", type: element[0])] : zip(variables, element).map { Local(name: $0, type: $1) }
        if let collection, macro.isAggregate, bodies.count <= 1, isIndependent(bodies, variables) {
            // Within another macro it is the same for each of that one's elements.
            return withoutLocals { checker in
                checker.aggregate(macro, collection, element[0], added, bodies, at: offset)
            }
        }
        let (local, nodes) = withLocals(added) { checker in checker.bodies(macro, bodies) }
        checkSum(macro, nodes, at: offset)
        let type = type(of: macro, range: known(rangeNode.type), element: element[0], body: nodes.last?.type)
        if let collection { wholeCollections.insert(collection) }
        return Node(
            code: .macro(
                macro,
                range: rangeNode.code,
                local: local,
                hasIndex: variables.count == 2,
                bodies: nodes.map(\.code),
                offset: offset
            ),
            type: type
        )
    }

    /// Whether what a macro asks of an element depends on nothing but the element and constants of the run, so that the
    /// embedder can compute it as members arrive.
    ///
    /// Told by the names alone, so that nothing is checked twice: a name that means something else here counts too.
    private func isIndependent(_ bodies: [Expression], _ variables: [String]) -> Bool {
        guard variables.count <= 1, environment.container.isEmpty, !environment.hasQualifiedNames else { return false }
        let others = locals.map(\.name) + environment.variables.filter { !$0.isRunConstant }.map(\.name)
        let names = Set(others).subtracting(variables)
        return !bodies.contains { $0.mentions(names) }
    }

    /// An aggregate over a collection, which the embedder computes as members arrive.
    private mutating func aggregate(
        _ macro: Macro,
        _ collection: Int,
        _ element: CELType,
        _ added: [Local],
        _ bodies: [Expression],
        at offset: Int
    ) -> Node {
        let outer = slotsRead
        slotsRead = []
        let (_, nodes) = withLocals(added) { checker in checker.bodies(macro, bodies) }
        let readsConstants = !slotsRead.isEmpty
        slotsRead.formUnion(outer)
        checkSum(macro, nodes, at: offset)
        let range = environment.variables[collection].type
        let type = type(of: macro, range: range, element: element, body: nodes.last?.type)
        let id = aggregates.count
        let compiler = ColumnCompiler(row: .element, units: environment.units, codeLists: environment.codeLists)
        aggregates.append(
            Aggregate(
                id: id,
                collection: collection,
                operation: macro,
                body: nodes.first?.code,
                overColumns: nodes.first.map { compiler.compile($0.code) },
                key: "\(macro.rawValue)(\(added[0].name), \(bodies.first?.canonical ?? ""))",
                readsConstants: readsConstants,
                type: type,
                units: environment.units,
                codeLists: environment.codeLists,
                locals: localCount
            )
        )
        return Node(code: .aggregate(id), type: type)
    }

    /// Sums of decimals start from an exact zero.
    private mutating func checkSum(_ macro: Macro, _ nodes: [Node], at offset: Int) {
        guard macro == .sum, let type = nodes.first.map({ known($0.type) }),
            ![.int, .uint, .double, .decimal, .quantity, .dyn].contains(type)
        else { return }
        reportIfStrict(CELMessages.noOverload("sum", [type]), at: offset)
    }

    private mutating func bodies(_ macro: Macro, _ bodies: [Expression]) -> [Node] {
        var nodes: [Node] = []
        for (index, body) in bodies.enumerated() {
            let isFilter = bodies.count == 2 && index == 0
            if isFilter || macro.takesCondition {
                nodes.append(Node(code: condition(body), type: .bool))
            } else {
                nodes.append(check(body))
            }
        }
        return nodes
    }

    /// The types of the iteration variables.
    private mutating func elements(of range: CELType, _ variables: Int) -> [CELType]? {
        switch range {
        case .list(let element): variables == 2 ? [.int, element] : [element]
        case .map(let key, let value): variables == 2 ? [key, value] : [key]
        case .dyn, .variable: [.dyn, .dyn]
        default: nil
        }
    }

    /// The slot of a collection that an expression names directly.
    private func collection(of expression: Expression) -> Int? {
        guard case .identifier(let name) = expression.kind, !isLocal(name),
            let slot = environment.slot(of: name), environment.variables[slot].isCollection
        else { return nil }
        return slot
    }

    private func type(of macro: Macro, range: CELType, element: CELType, body: CELType?) -> CELType {
        switch macro {
        case .all, .exists, .existsOne: return .bool
        case .count: return .int
        case .filter: return .list(element)
        case .map, .distinct, .transformList: return .list(body ?? .dyn)
        case .transformMap:
            if case .map(let key, _) = range { return .map(key, body ?? .dyn) }
            return .map(range == .dyn ? .dyn : .int, body ?? .dyn)
        case .transformMapEntry: return body.map { known($0) } ?? .dyn
        case .sum, .min, .max: return body ?? .dyn
        case .countBy: return .map(body ?? .dyn, .int)
        }
    }

    /// Checks `optMap` and `optFlatMap`.
    mutating func optionalMap(
        _ operand: Expression,
        _ variable: String,
        _ body: Expression,
        isFlat: Bool,
        at offset: Int
    ) -> Node {
        let node = check(operand)
        let wrapped: CELType
        switch known(node.type) {
        case .optional(let type): wrapped = type
        case .dyn, .variable: wrapped = .dyn
        default: return fail(CELMessages.type(.optional(.dyn), found: known(node.type)), at: offset)
        }
        let (local, result) = withLocals([Local(name: variable, type: wrapped)]) { $0.check(body) }
        return Node(
            code: .optionalMap(node.code, local: local, body: result.code, isFlat: isFlat, offset: offset),
            type: isFlat ? result.type : .optional(result.type)
        )
    }

    /// Checks `cel.bind`.
    mutating func bind(_ name: String, _ value: Expression, _ body: Expression, _ expected: CELType?) -> Node {
        let node = check(value)
        let (local, result) = withLocals([Local(name: name, type: node.type)]) {
            $0.check(body, expecting: expected)
        }
        return Node(code: .bind(local: local, node.code, result.code), type: result.type)
    }
}

extension Macro {
    /// Whether what is evaluated for each element must be true or false.
    var takesCondition: Bool { [.all, .exists, .existsOne, .filter, .count].contains(self) }

    /// Whether its value can be computed member by member, without keeping them.
    var isAggregate: Bool {
        [.all, .exists, .count, .sum, .min, .max, .distinct, .countBy].contains(self)
    }
}
