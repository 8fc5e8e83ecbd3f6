extension Library {
    /// Functions over text.
    static let texts: [Function] = [
        pair("startsWith") { $0.hasPrefix($1) },
        pair("endsWith") { $0.hasSuffix($1) },
        pair("contains") { $1.isEmpty || $0.contains($1) },
        function("matches", [.string, .string], .bool, isMember: true) { arguments, context throws(EvaluationError) in
            .bool(try pattern(arguments, context).matches(try text(arguments, 0, context)))
        },
        function("matches", [.string, .string], .bool) { arguments, context throws(EvaluationError) in
            .bool(try pattern(arguments, context).matches(try text(arguments, 0, context)))
        },
        function("find", [.string, .string], .string) { arguments, context throws(EvaluationError) in
            let text = try text(arguments, 0, context)
            guard let range = try pattern(arguments, context).range(in: text) else { throw .absent }
            return .string(String(decoding: Array(text.utf8)[range], as: UTF8.self))
        },
        function("fold", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(Folding.fold(try text(arguments, 0, context)))
        },
        function("editDistance", [.string, .string], .int) { arguments, context throws(EvaluationError) in
            .int(Int64(EditDistance.between(try text(arguments, 0, context), try text(arguments, 1, context))))
        },
        member("upperAscii", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(try text(arguments, 0, context).uppercased())
        },
        member("lowerAscii", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(try text(arguments, 0, context).lowercased())
        },
        member("trim", [.string], .string) { arguments, context throws(EvaluationError) in
            let scalars = try text(arguments, 0, context).unicodeScalars
            let tail = scalars.drop { $0.properties.isWhitespace }
            let end = tail.lastIndex { !$0.properties.isWhitespace }
            return .string(end.map { String(tail[...$0]) } ?? "")
        },
        member("replace", [.string, .string, .string], .string) { arguments, context throws(EvaluationError) in
            let old = try text(arguments, 1, context)
            let new = try text(arguments, 2, context)
            guard !old.isEmpty else { return arguments[0] }
            return .string(
                try text(arguments, 0, context).split(separator: old, omittingEmptySubsequences: false).joined(
                    separator: new
                )
            )
        },
        member("split", [.string, .string], .list(.string)) { arguments, context throws(EvaluationError) in
            let separator = try text(arguments, 1, context)
            let whole = try text(arguments, 0, context)
            guard !separator.isEmpty else { return .list(whole.unicodeScalars.map { .string(String(Character($0))) }) }
            return .list(
                whole.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) }
            )
        },
        member("substring", [.string, .int], .string) { arguments, context throws(EvaluationError) in
            try substring(arguments, to: nil, context)
        },
        member("substring", [.string, .int, .int], .string) { arguments, context throws(EvaluationError) in
            guard let end = arguments[2].exact?.wholeNumber else { throw context.error("expected int") }
            return try substring(arguments, to: end, context)
        },
        member("join", [.list(.string), .string], .string) { arguments, context throws(EvaluationError) in
            .string(try joined(arguments, by: try text(arguments, 1, context), context))
        },
        member("join", [.list(.string)], .string) { arguments, context throws(EvaluationError) in
            .string(try joined(arguments, by: "", context))
        },
    ]

    /// A function called as `target.name(…)`.
    static func member(
        _ name: String,
        _ params: [CELType],
        _ result: CELType,
        _ implementation: @escaping Overload.Implementation
    ) -> Function {
        function(name, params, result, isMember: true, implementation)
    }

    private static func pair(_ name: String, _ test: @escaping @Sendable (String, String) -> Bool) -> Function {
        member(name, [.string, .string], .bool) { arguments, context throws(EvaluationError) in
            .bool(test(try text(arguments, 0, context), try text(arguments, 1, context)))
        }
    }

    private static func pattern(_ arguments: [Value], _ context: EvaluationContext) throws(EvaluationError) -> Regex {
        do {
            return try Regex(try text(arguments, 1, context))
        } catch let error as CompileError {
            throw context.error(error.message)
        } catch {
            throw context.error("not a pattern")
        }
    }

    private static func substring(
        _ arguments: [Value],
        to end: Int?,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Value {
        let scalars = Array(try text(arguments, 0, context).unicodeScalars)
        guard let start = arguments[1].exact?.wholeNumber else { throw context.error("expected int") }
        let end = end ?? scalars.count
        guard start >= 0, start <= end, end <= scalars.count else { throw context.error("beyond the text's ends") }
        return .string(String(String.UnicodeScalarView(scalars[start..<end])))
    }

    private static func joined(
        _ arguments: [Value],
        by separator: String,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> String {
        var parts: [String] = []
        for item in try list(arguments, 0, context) {
            guard case .string(let part) = item else { throw context.error("expected texts") }
            parts.append(part)
        }
        return parts.joined(separator: separator)
    }
}
