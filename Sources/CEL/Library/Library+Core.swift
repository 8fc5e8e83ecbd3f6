/// The functions of the language definition's standard library, but for conversions and times.
extension Library {
    static let core: [Function] = [
        size(.string), size(.bytes), size(.list(.param("A"))), size(.map(.param("A"), .param("B"))),
        size(.string, isMember: true), size(.bytes, isMember: true), size(.list(.param("A")), isMember: true),
        size(.map(.param("A"), .param("B")), isMember: true),
        pair("startsWith") { $0.starts(with: $1) },
        pair("endsWith") { $0.reversed().starts(with: $1.reversed()) },
        pair("contains") { find($1, in: $0, from: 0) != nil },
        member("matches", [.string, .string], .bool, matches),
        function("matches", [.string, .string], .bool, matches),
        function("type", [.param("A")], .type) { arguments, _ in .type(arguments[0].type) },
        function("dyn", [.param("A")], .dyn) { arguments, _ in arguments[0] },
    ]

    private static func size(_ type: CELType, isMember: Bool = false) -> Function {
        function("size", [type], .int, isMember: isMember) { arguments, context throws(EvaluationError) in
            switch arguments[0] {
            case .string(let text): .int(Int64(text.unicodeScalars.count))
            case .bytes(let bytes): .int(Int64(bytes.count))
            case .list(let items): .int(Int64(items.count))
            case .map(let map): .int(Int64(map.entries.count))
            default: throw context.noOverload("size")
            }
        }
    }

    private static func pair(_ name: String, _ test: @escaping @Sendable ([UInt8], [UInt8]) -> Bool) -> Function {
        member(name, [.string, .string], .bool) { arguments, context throws(EvaluationError) in
            .bool(test(Array(try text(arguments, 0, context).utf8), Array(try text(arguments, 1, context).utf8)))
        }
    }

    /// Where bytes first stand in others, at or after a place.
    static func find<Element: Equatable>(_ wanted: [Element], in text: [Element], from start: Int) -> Int? {
        guard wanted.count <= text.count else { return nil }
        var index = start
        while index <= text.count - wanted.count {
            if text[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }

    private static func matches(
        _ arguments: [Value],
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Value {
        .bool(try pattern(arguments, context).matches(try text(arguments, 0, context)))
    }

    /// The second argument as a pattern.
    static func pattern(_ arguments: [Value], _ context: EvaluationContext) throws(EvaluationError) -> Regex {
        let pattern = try text(arguments, 1, context)
        do throws(CompileError) {
            return try Regex(pattern)
        } catch {
            throw context.error(error.message)
        }
    }

    /// A function called as `target.name(…)`.
    static func member(
        _ name: String,
        _ params: [CELType],
        _ result: CELType,
        _ implementation: @escaping Overload.Implementation
    ) -> Function {
        function(name, params, result, isMember: true, implementation)
    }
}
