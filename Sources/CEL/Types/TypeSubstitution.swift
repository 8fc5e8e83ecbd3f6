/// What is known of types not given in the source: the parameters of signatures and the elements of empty lists.
struct TypeSubstitution {
    private var bindings: [CELType?] = []

    /// A type not known yet.
    mutating func makeVariable() -> CELType {
        bindings.append(nil)
        return .variable(bindings.count - 1)
    }

    /// A signature's types with fresh variables in place of its parameters.
    mutating func instantiate(_ types: [CELType]) -> [CELType] {
        var named: [String: CELType] = [:]
        return types.map { replaceParams($0, &named) }
    }

    private mutating func replaceParams(_ type: CELType, _ named: inout [String: CELType]) -> CELType {
        switch type {
        case .param(let name):
            if let known = named[name] { return known }
            let variable = makeVariable()
            named[name] = variable
            return variable
        case .list(let element): return .list(replaceParams(element, &named))
        case .map(let key, let value): return .map(replaceParams(key, &named), replaceParams(value, &named))
        case .optional(let wrapped): return .optional(replaceParams(wrapped, &named))
        case .abstract(let name, let types):
            var replaced: [CELType] = []
            for type in types { replaced.append(replaceParams(type, &named)) }
            return .abstract(name, replaced)
        default: return type
        }
    }

    /// The type with all that is known of it; what is not stays a variable, or is `dyn` in the end.
    func resolve(_ type: CELType, final: Bool = false) -> CELType {
        switch type {
        case .variable(let index):
            guard let bound = bindings[index] else { return final ? .dyn : type }
            return resolve(bound, final: final)
        case .list(let element): return .list(resolve(element, final: final))
        case .map(let key, let value): return .map(resolve(key, final: final), resolve(value, final: final))
        case .optional(let wrapped): return .optional(resolve(wrapped, final: final))
        case .abstract(let name, let types): return .abstract(name, types.map { resolve($0, final: final) })
        default: return type
        }
    }

    /// Whether a value of a type may stand where another is expected; learns what variables are.
    mutating func assign(_ given: CELType, to wanted: CELType) -> Bool {
        let (given, wanted) = (shallow(given), shallow(wanted))
        if given == wanted { return true }
        switch (wanted, given) {
        case (.variable(let index), _):
            guard !occurs(index, in: given) else { return false }
            bindings[index] = given
            return true
        case (_, .variable(let index)):
            guard !occurs(index, in: wanted) else { return false }
            bindings[index] = wanted
            return true
        case (.dyn, _), (_, .dyn), (.decimal, .int): return true
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            return assign(right, to: left)
        case (.map(let key, let value), .map(let givenKey, let givenValue)):
            return assign(givenKey, to: key) && assign(givenValue, to: value)
        case (.abstract(let name, let types), .abstract(let givenName, let givenTypes)):
            guard name == givenName, types.count == givenTypes.count else { return false }
            for (type, given) in zip(types, givenTypes) where !assign(given, to: type) { return false }
            return true
        default: return false
        }
    }

    /// Assigns an argument to a parameter: a variable that is bound already becomes the more general of both types.
    mutating func generalise(_ given: CELType, to wanted: CELType) -> Bool {
        switch wanted {
        case .variable(let index):
            guard let bound = bindings[index] else { return assign(given, to: wanted) }
            guard let joined = join(bound, given) else { return false }
            if shallow(joined) != .variable(index) { bindings[index] = joined }
            return true
        case .list(let element):
            guard case .list(let givenElement) = shallow(given) else { return assign(given, to: wanted) }
            return generalise(givenElement, to: element)
        case .map(let key, let value):
            guard case .map(let givenKey, let givenValue) = shallow(given) else { return assign(given, to: wanted) }
            return generalise(givenKey, to: key) && generalise(givenValue, to: value)
        case .optional(let wrapped):
            guard case .optional(let givenWrapped) = shallow(given) else { return assign(given, to: wanted) }
            return generalise(givenWrapped, to: wrapped)
        case .abstract(let name, let types):
            guard case .abstract(let givenName, let givenTypes) = shallow(given), name == givenName,
                types.count == givenTypes.count
            else { return assign(given, to: wanted) }
            for (type, given) in zip(types, givenTypes) where !generalise(given, to: type) { return false }
            return true
        default: return assign(given, to: wanted)
        }
    }

    /// The type that values of both types have: the more general one; nothing where they have none in common.
    mutating func join(_ first: CELType, _ second: CELType) -> CELType? {
        guard assign(second, to: first) || assign(first, to: second) else { return nil }
        return isAtLeastAsGeneral(resolve(first), resolve(second)) ? first : second
    }

    private func shallow(_ type: CELType) -> CELType {
        var type = type
        while case .variable(let index) = type, let bound = bindings[index] { type = bound }
        return type
    }

    private func occurs(_ index: Int, in type: CELType) -> Bool {
        switch shallow(type) {
        case .variable(let other): other == index
        case .list(let element), .optional(let element): occurs(index, in: element)
        case .map(let key, let value): occurs(index, in: key) || occurs(index, in: value)
        case .abstract(_, let types): types.contains { occurs(index, in: $0) }
        default: false
        }
    }

    private func isAtLeastAsGeneral(_ first: CELType, _ second: CELType) -> Bool {
        switch (first, second) {
        case (.dyn, _), (.variable, _): true
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            isAtLeastAsGeneral(left, right)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            isAtLeastAsGeneral(key, otherKey) && isAtLeastAsGeneral(value, otherValue)
        case (.abstract(_, let types), .abstract(_, let others)):
            zip(types, others).allSatisfy { isAtLeastAsGeneral($0, $1) }
        case (.decimal, .int): true
        default: first == second
        }
    }
}
