/// Parses an expression by recursive descent (CEL language definition, "Syntax").
struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var depth = 0

    /// Nesting beyond this is refused, so that no expression exhausts the stack.
    static let maximumDepth = 120

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    /// Parses a whole source.
    static func parse(_ source: String) throws(CompileError) -> Expression {
        var parser = Parser(tokens: try Lexer.tokens(of: source))
        let expression = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected(CELMessages.endOfExpression) }
        return expression
    }

    private var current: Token { tokens[position] }

    private func unexpected(_ expected: String) -> CompileError {
        CompileError(offset: current.offset, message: CELMessages.expected(expected, found: current.kind))
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(CompileError) {
        guard take(symbol) else { throw unexpected("'\(symbol)'") }
    }

    private mutating func expression() throws(CompileError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CompileError(offset: current.offset, message: CELMessages.nesting(Self.maximumDepth))
        }
        let condition = try or()
        let offset = current.offset
        guard take("?") else { return condition }
        let yes = try or()
        try expect(":")
        let no = try expression()
        return Expression(kind: .conditional(condition, yes, no), offset: offset)
    }

    private mutating func or() throws(CompileError) -> Expression {
        var left = try and()
        while true {
            let offset = current.offset
            guard take("||") else { return left }
            left = Expression(kind: .or(left, try and()), offset: offset)
        }
    }

    private mutating func and() throws(CompileError) -> Expression {
        var left = try relation()
        while true {
            let offset = current.offset
            guard take("&&") else { return left }
            left = Expression(kind: .and(left, try relation()), offset: offset)
        }
    }

    private mutating func relation() throws(CompileError) -> Expression {
        try binary(["==", "!=", "<", "<=", ">", ">=", "in"]) { (parser) throws(CompileError) in try parser.addition() }
    }

    private mutating func addition() throws(CompileError) -> Expression {
        try binary(["+", "-"]) { (parser) throws(CompileError) in try parser.multiplication() }
    }

    private mutating func multiplication() throws(CompileError) -> Expression {
        try binary(["*", "/", "%"]) { (parser) throws(CompileError) in try parser.unary() }
    }

    private mutating func binary(
        _ symbols: [String],
        _ operand: (inout Parser) throws(CompileError) -> Expression
    ) throws(CompileError) -> Expression {
        var left = try operand(&self)
        while true {
            let symbol: String
            switch current.kind {
            case .symbol(let text) where symbols.contains(text): symbol = text
            case .identifier("in") where symbols.contains("in"): symbol = "in"
            default: return left
            }
            guard let operation = BinaryOperator(rawValue: symbol) else { return left }
            let offset = current.offset
            position += 1
            left = Expression(kind: .binary(operation, left, try operand(&self)), offset: offset)
        }
    }

    private mutating func unary() throws(CompileError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CompileError(offset: current.offset, message: CELMessages.nesting(Self.maximumDepth))
        }
        let offset = current.offset
        if take("!") { return Expression(kind: .not(try unary()), offset: offset) }
        if take("-") {
            // The least int has no positive counterpart, so its sign belongs to the literal.
            switch current.kind {
            case .int(let digits):
                position += 1
                return try members(of: Expression(kind: try integer("-" + digits, offset), offset: offset))
            case .double(let digits):
                position += 1
                return try members(of: Expression(kind: double("-" + digits), offset: offset))
            default: return Expression(kind: .negate(try unary()), offset: offset)
            }
        }
        return try members(of: try primary())
    }

    private mutating func members(of primary: Expression) throws(CompileError) -> Expression {
        var expression = primary
        var chained = 0
        while true {
            chained += 1
            guard chained <= 1000 else {
                throw CompileError(offset: current.offset, message: CELMessages.nesting(1000))
            }
            let offset = current.offset
            if take(".") {
                let isOptional = take("?")
                let nameOffset = current.offset
                let name = try identifier()
                if !isOptional, take("(") {
                    let arguments = try arguments()
                    expression = memberCall(name, on: expression, arguments, at: nameOffset)
                } else {
                    expression = Expression(
                        kind: .select(expression, name, isOptional: isOptional),
                        offset: nameOffset
                    )
                }
            } else if take("[") {
                let isOptional = take("?")
                let index = try self.expression()
                try expect("]")
                expression = Expression(kind: .index(expression, index, isOptional: isOptional), offset: offset)
            } else {
                return expression
            }
        }
    }

    private func memberCall(
        _ name: String,
        on target: Expression,
        _ arguments: [Expression],
        at offset: Int
    ) -> Expression {
        guard let macro = Macro(rawValue: name) else {
            return Expression(kind: .call(name, target: target, arguments: arguments), offset: offset)
        }
        if macro == .count, arguments.isEmpty {
            return Expression(kind: .macro(macro, range: target, variable: nil, bodies: []), offset: offset)
        }
        let isMap = macro == .map && arguments.count == 3
        guard arguments.count == 2 || isMap, case .identifier(let variable) = arguments[0].kind else {
            return Expression(kind: .call(name, target: target, arguments: arguments), offset: offset)
        }
        return Expression(
            kind: .macro(macro, range: target, variable: variable, bodies: Array(arguments.dropFirst())),
            offset: offset
        )
    }

    private mutating func identifier() throws(CompileError) -> String {
        guard case .identifier(let name) = current.kind else { throw unexpected(CELMessages.name) }
        position += 1
        return name
    }

    /// The arguments of a call, after its opening bracket.
    private mutating func arguments() throws(CompileError) -> [Expression] {
        var arguments: [Expression] = []
        if take(")") { return arguments }
        repeat { arguments.append(try expression()) } while take(",")
        try expect(")")
        return arguments
    }

    private mutating func primary() throws(CompileError) -> Expression {
        let token = current
        position += 1
        let kind: Expression.Kind
        switch token.kind {
        case .int(let digits): kind = try integer(digits, token.offset)
        case .uint(let digits):
            guard let value = Self.unsigned(digits) else {
                throw CompileError(offset: token.offset, message: CELMessages.intRange)
            }
            kind = .literal(.uint(value), written: nil)
        case .double(let digits): kind = double(digits)
        case .string(let text): kind = .literal(.string(text), written: nil)
        case .bytes(let bytes): kind = .literal(.bytes(bytes), written: nil)
        case .identifier("true"): kind = .literal(.bool(true), written: nil)
        case .identifier("false"): kind = .literal(.bool(false), written: nil)
        case .identifier("null"): kind = .literal(.null, written: nil)
        case .identifier(let name): kind = try named(name, token.offset)
        case .symbol("("):
            let inner = try expression()
            try expect(")")
            return inner
        case .symbol("["): kind = .list(try items())
        case .symbol("{"): kind = .map(try entries())
        default:
            position -= 1
            throw unexpected(CELMessages.anExpression)
        }
        return Expression(kind: kind, offset: token.offset)
    }

    private mutating func named(_ name: String, _ offset: Int) throws(CompileError) -> Expression.Kind {
        guard take("(") else { return .identifier(name) }
        let arguments = try arguments()
        guard name == "has", arguments.count == 1 else { return .call(name, target: nil, arguments: arguments) }
        if case .identifier(let variable) = arguments[0].kind { return .testVariable(variable) }
        guard case .select(let operand, let field, _) = arguments[0].kind else {
            throw CompileError(offset: arguments[0].offset, message: CELMessages.hasArgument)
        }
        return .test(operand, field)
    }

    private mutating func items() throws(CompileError) -> [Expression] {
        var items: [Expression] = []
        while !take("]") {
            items.append(try expression())
            guard take(",") else {
                try expect("]")
                break
            }
        }
        return items
    }

    private mutating func entries() throws(CompileError) -> [(key: Expression, value: Expression)] {
        var entries: [(key: Expression, value: Expression)] = []
        while !take("}") {
            let key = try expression()
            try expect(":")
            entries.append((key, try expression()))
            guard take(",") else {
                try expect("}")
                break
            }
        }
        return entries
    }

    private func integer(_ digits: String, _ offset: Int) throws(CompileError) -> Expression.Kind {
        let isNegative = digits.hasPrefix("-")
        let plain = isNegative ? String(digits.dropFirst()) : digits
        let value =
            plain.hasPrefix("0x") || plain.hasPrefix("0X")
            ? Int64((isNegative ? "-" : "") + plain.dropFirst(2), radix: 16) : Int64(digits)
        guard let value else { throw CompileError(offset: offset, message: CELMessages.intRange) }
        return .literal(.int(value), written: plain.hasPrefix("0x") ? nil : digits)
    }

    private func double(_ digits: String) -> Expression.Kind {
        .literal(.double(Double(digits) ?? .nan), written: digits)
    }

    private static func unsigned(_ digits: String) -> UInt64? {
        digits.hasPrefix("0x") || digits.hasPrefix("0X") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
    }
}
