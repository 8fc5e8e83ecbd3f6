/// Parses an expression by recursive descent (CEL language definition, "Syntax").
struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var depth = 0
    private let options: Options

    /// What of the language is on.
    struct Options {
        /// The extensions.
        var extensions: Environment.Extensions
        /// Whether macros are expanded.
        var hasMacros = true
    }

    /// Operators in a row beyond this are refused: each makes the tree a level deeper.
    private static let maximumChain = 500
    /// Bytes of a source.
    private static let maximumLength = 100_000

    /// Words that other languages would take amiss as names.
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    /// Nesting beyond this is refused, so that no expression exhausts the stack.
    static let maximumDepth = 120

    private init(tokens: [Token], _ options: Options) {
        self.tokens = tokens
        self.options = options
    }

    /// Parses a whole source.
    static func parse(_ source: String, _ options: Options) throws(CompileError) -> Expression {
        guard source.utf8.count <= maximumLength else {
            throw CompileError(offset: 0, message: CELMessages.longSource)
        }
        var parser = Parser(tokens: try Lexer.tokens(of: source), options)
        let expression = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected(CELMessages.endOfExpression) }
        return expression
    }

    private var current: Token { tokens[position] }

    private func unexpected(_ expected: String) -> CompileError {
        CompileError(offset: current.offset, message: CELMessages.expected(expected, found: current.kind))
    }

    private mutating func take(_ symbol: Symbol) -> Bool {
        guard case .symbol(symbol) = current.kind else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: Symbol) throws(CompileError) {
        guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    private mutating func expression() throws(CompileError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CompileError(offset: current.offset, message: CELMessages.nesting(Self.maximumDepth))
        }
        let condition = try or()
        let offset = current.offset
        guard take(.question) else { return condition }
        let yes = try or()
        try expect(.colon)
        let no = try expression()
        return Expression(kind: .conditional(condition, yes, no), offset: offset)
    }

    private mutating func or() throws(CompileError) -> Expression {
        var left = try and()
        var chained = 0
        while true {
            let offset = current.offset
            guard take(.or) else { return left }
            try count(&chained)
            left = Expression(kind: .or(left, try and()), offset: offset)
        }
    }

    private mutating func and() throws(CompileError) -> Expression {
        var left = try relation()
        var chained = 0
        while true {
            let offset = current.offset
            guard take(.and) else { return left }
            try count(&chained)
            left = Expression(kind: .and(left, try relation()), offset: offset)
        }
    }

    /// How tightly the operators between two values bind.
    private enum Level: Int {
        case relation
        case addition
        case multiplication
    }

    private mutating func relation() throws(CompileError) -> Expression { try binary(.relation) }

    /// Operands of a level with the operators between them, the first ones innermost.
    private mutating func binary(_ level: Level) throws(CompileError) -> Expression {
        var left = try operand(of: level)
        var chained = 0
        while true {
            try count(&chained)
            guard let operation = binaryOperator(level) else { return left }
            let offset = current.offset
            position += 1
            left = Expression(kind: .binary(operation, left, try operand(of: level)), offset: offset)
        }
    }

    private mutating func operand(of level: Level) throws(CompileError) -> Expression {
        guard let next = Level(rawValue: level.rawValue + 1) else { return try unary() }
        return try binary(next)
    }

    /// The operator that stands here, if it is of a level.
    private func binaryOperator(_ level: Level) -> BinaryOperator? {
        switch (current.kind, level) {
        case (.symbol(.equal), .relation): .equal
        case (.symbol(.notEqual), .relation): .notEqual
        case (.symbol(.less), .relation): .less
        case (.symbol(.lessOrEqual), .relation): .lessOrEqual
        case (.symbol(.greater), .relation): .greater
        case (.symbol(.greaterOrEqual), .relation): .greaterOrEqual
        case (.identifier("in"), .relation): .isIn
        case (.symbol(.plus), .addition): .add
        case (.symbol(.minus), .addition): .subtract
        case (.symbol(.times), .multiplication): .multiply
        case (.symbol(.slash), .multiplication): .divide
        case (.symbol(.percent), .multiplication): .remainder
        default: nil
        }
    }

    private func count(_ chained: inout Int) throws(CompileError) {
        chained += 1
        guard chained <= Self.maximumChain else {
            throw CompileError(offset: current.offset, message: CELMessages.nesting(Self.maximumChain))
        }
    }

    private mutating func unary() throws(CompileError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CompileError(offset: current.offset, message: CELMessages.nesting(Self.maximumDepth))
        }
        let offset = current.offset
        if take(.not) { return Expression(kind: .not(try unary()), offset: offset) }
        if take(.minus) {
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
            try count(&chained)
            let offset = current.offset
            if take(.dot) {
                let isOptional = take(.question)
                let nameOffset = current.offset
                let isQuoted = if case .quotedName = current.kind { true } else { false }
                let name = try selector()
                if !isOptional, take(.open) {
                    guard !isQuoted else { throw CompileError(offset: nameOffset, message: CELMessages.quotedCall) }
                    let arguments = try arguments()
                    expression = try memberCall(name, on: expression, arguments, at: nameOffset)
                } else {
                    expression = Expression(
                        kind: .select(expression, name, isOptional: isOptional),
                        offset: nameOffset
                    )
                }
            } else if take(.openBracket) {
                let isOptional = take(.question)
                let index = try self.expression()
                try expect(.closeBracket)
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
    ) throws(CompileError) -> Expression {
        let call = Expression(kind: .call(name, target: target, arguments: arguments), offset: offset)
        guard options.hasMacros else { return call }
        if options.extensions.contains(.bindings), name == "bind", arguments.count == 3,
            case .identifier("cel") = target.kind
        {
            let variable = try variable(arguments[0])
            return Expression(kind: .bind(variable, value: arguments[1], body: arguments[2]), offset: offset)
        }
        if options.extensions.contains(.optionals), name == "optMap" || name == "optFlatMap", arguments.count == 2 {
            let variable = try variable(arguments[0])
            return Expression(
                kind: .optionalMap(target, variable: variable, body: arguments[1], isFlat: name == "optFlatMap"),
                offset: offset
            )
        }
        guard let macro = Macro(name: name, options.extensions) else { return call }
        if macro == .count, arguments.isEmpty {
            return Expression(kind: .macro(macro, range: target, variables: [], bodies: []), offset: offset)
        }
        guard let variables = variables(of: macro, arguments.count, name) else { return call }
        if variables > 1 || arguments.count > 1 {
            let names = try self.variables(arguments.prefix(variables))
            return Expression(
                kind: .macro(macro, range: target, variables: names, bodies: Array(arguments.dropFirst(variables))),
                offset: offset
            )
        }
        return call
    }

    /// How many variables a macro with so many arguments has; nothing where it takes no such number.
    private func variables(of macro: Macro, _ arguments: Int, _ name: String) -> Int? {
        let takesTwo = options.extensions.contains(.twoVariables)
        switch macro {
        case .all, .exists, .existsOne:
            if arguments == 3, takesTwo { return 2 }
            // `existsOne` with one variable is an alias of the two-variable library alone.
            return arguments == 2 && (name != "existsOne" || takesTwo) ? 1 : nil
        case .map: return arguments == 2 || arguments == 3 ? 1 : nil
        case .transformList, .transformMap, .transformMapEntry: return arguments == 3 || arguments == 4 ? 2 : nil
        default: return arguments == 2 ? 1 : nil
        }
    }

    private func variables(_ arguments: ArraySlice<Expression>) throws(CompileError) -> [String] {
        var names: [String] = []
        for argument in arguments {
            let name = try variable(argument)
            guard !names.contains(name) else {
                throw CompileError(offset: argument.offset, message: CELMessages.sameVariable(name))
            }
            names.append(name)
        }
        return names
    }

    private func variable(_ argument: Expression) throws(CompileError) -> String {
        guard case .identifier(let name) = argument.kind, !name.hasPrefix(".") else {
            throw CompileError(offset: argument.offset, message: "expected \(CELMessages.macroVariable)")
        }
        return name
    }

    /// A name after a dot: any word, or one in backquotes.
    private mutating func selector() throws(CompileError) -> String {
        switch current.kind {
        case .identifier(let name), .quotedName(let name):
            position += 1
            return name
        default: throw unexpected(CELMessages.name)
        }
    }

    /// The arguments of a call, after its opening bracket.
    private mutating func arguments() throws(CompileError) -> [Expression] {
        var arguments: [Expression] = []
        if take(.close) { return arguments }
        repeat { arguments.append(try expression()) } while take(.comma)
        try expect(.close)
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
        case .symbol(.dot):
            guard case .identifier(let name) = current.kind else { throw unexpected(CELMessages.name) }
            position += 1
            kind = try named("." + name, token.offset)
        case .symbol(.open):
            let inner = try expression()
            try expect(.close)
            return inner
        case .symbol(.openBracket): kind = .list(try items())
        case .symbol(.openBrace): kind = .map(try entries())
        default:
            position -= 1
            throw unexpected(CELMessages.anExpression)
        }
        return Expression(kind: kind, offset: token.offset)
    }

    private mutating func named(_ name: String, _ offset: Int) throws(CompileError) -> Expression.Kind {
        guard !Self.reserved.contains(name) else {
            throw CompileError(offset: offset, message: CELMessages.reserved(name))
        }
        guard take(.open) else { return .identifier(name) }
        let arguments = try arguments()
        guard options.hasMacros, name == "has", arguments.count == 1 else {
            return .call(name, target: nil, arguments: arguments)
        }
        if case .identifier(let variable) = arguments[0].kind, options.extensions.contains(.records) {
            return .testVariable(variable)
        }
        guard case .select(let operand, let field, _) = arguments[0].kind else {
            throw CompileError(offset: arguments[0].offset, message: CELMessages.hasArgument)
        }
        return .test(operand, field)
    }

    private mutating func items() throws(CompileError) -> [Expression.Item] {
        var items: [Expression.Item] = []
        while !take(.closeBracket) {
            let isOptional = takeOptionalMark()
            items.append(Expression.Item(value: try expression(), isOptional: isOptional))
            guard take(.comma) else {
                try expect(.closeBracket)
                break
            }
        }
        return items
    }

    private mutating func entries() throws(CompileError) -> [Expression.Entry] {
        var entries: [Expression.Entry] = []
        while !take(.closeBrace) {
            let isOptional = takeOptionalMark()
            let key = try expression()
            try expect(.colon)
            entries.append(Expression.Entry(key: key, value: try expression(), isOptional: isOptional))
            guard take(.comma) else {
                try expect(.closeBrace)
                break
            }
        }
        return entries
    }

    private mutating func takeOptionalMark() -> Bool { options.extensions.contains(.optionals) && take(.question) }

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
