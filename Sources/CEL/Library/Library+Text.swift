/// The strings extension; places count code points.
extension Library {
    /// Functions over text.
    static let texts: [Function] = [
        member("charAt", [.string, .int], .string) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let index = try place(arguments, 1, context, upTo: scalars.count)
            return .string(index < scalars.count ? String(Character(scalars[index])) : "")
        },
        member("indexOf", [.string, .string], .int) { arguments, context throws(EvaluationError) in
            let found = find(try scalars(arguments, 1, context), in: try scalars(arguments, 0, context), from: 0)
            return .int(Int64(found ?? -1))
        },
        member("indexOf", [.string, .string, .int], .int) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let start = try place(arguments, 2, context, upTo: scalars.count)
            return .int(Int64(find(try Self.scalars(arguments, 1, context), in: scalars, from: start) ?? -1))
        },
        member("lastIndexOf", [.string, .string], .int) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let found = findLast(try Self.scalars(arguments, 1, context), in: scalars, from: scalars.count)
            return .int(Int64(found ?? -1))
        },
        member("lastIndexOf", [.string, .string, .int], .int) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let start = try place(arguments, 2, context, upTo: scalars.count)
            return .int(Int64(findLast(try Self.scalars(arguments, 1, context), in: scalars, from: start) ?? -1))
        },
        member("upperAscii", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(mapped(try text(arguments, 0, context), from: 0x61...0x7A))
        },
        member("lowerAscii", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(mapped(try text(arguments, 0, context), from: 0x41...0x5A))
        },
        member("trim", [.string], .string) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let tail = scalars.drop { $0.properties.isWhitespace }
            guard let end = tail.lastIndex(where: { !$0.properties.isWhitespace }) else { return .string("") }
            return string(tail[...end])
        },
        member("reverse", [.string], .string) { arguments, context throws(EvaluationError) in
            string(try scalars(arguments, 0, context).reversed())
        },
        member("replace", [.string, .string, .string], .string) { arguments, context throws(EvaluationError) in
            try replaced(arguments, limit: -1, context)
        },
        member("replace", [.string, .string, .string, .int], .string) { arguments, context throws(EvaluationError) in
            try replaced(arguments, limit: try int(arguments, 3, context), context)
        },
        member("split", [.string, .string], .list(.string)) { arguments, context throws(EvaluationError) in
            try split(arguments, limit: -1, context)
        },
        member("split", [.string, .string, .int], .list(.string)) { arguments, context throws(EvaluationError) in
            try split(arguments, limit: try int(arguments, 2, context), context)
        },
        member("substring", [.string, .int], .string) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            return string(scalars[(try place(arguments, 1, context, upTo: scalars.count))...])
        },
        member("substring", [.string, .int, .int], .string) { arguments, context throws(EvaluationError) in
            let scalars = try scalars(arguments, 0, context)
            let start = try place(arguments, 1, context, upTo: scalars.count)
            let end = try place(arguments, 2, context, upTo: scalars.count)
            guard start <= end else { throw context.error("\(start) is behind \(end)") }
            return string(scalars[start..<end])
        },
        member("join", [.list(.string), .string], .string) { arguments, context throws(EvaluationError) in
            .string(try joined(arguments, by: try text(arguments, 1, context), context))
        },
        member("join", [.list(.string)], .string) { arguments, context throws(EvaluationError) in
            .string(try joined(arguments, by: "", context))
        },
        member("format", [.string, .list(.dyn)], .string) { arguments, context throws(EvaluationError) in
            .string(try TextFormat.format(try text(arguments, 0, context), try list(arguments, 1, context), context))
        },
        function("strings.quote", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(quoted(try text(arguments, 0, context)))
        },
    ]

    /// Functions over text that trade needs besides.
    static let tradeTexts: [Function] = [
        function("find", [.string, .string], .string) { arguments, context throws(EvaluationError) in
            let text = try text(arguments, 0, context)
            guard let range = try pattern(arguments, context).range(in: text) else { throw .absent }
            return .string(String(decoding: Array(text.utf8)[range], as: UTF8.self))
        },
        function("sentences", [.string], .list(.string)) { arguments, context throws(EvaluationError) in
            .list(Sentences.of(try text(arguments, 0, context)).map { .string($0) })
        },
        function("fold", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(Folding.fold(try text(arguments, 0, context)))
        },
        function("editDistance", [.string, .string], .int) { arguments, context throws(EvaluationError) in
            .int(Int64(EditDistance.between(try text(arguments, 0, context), try text(arguments, 1, context))))
        },
    ]

    private static func scalars(
        _ arguments: [Value],
        _ index: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> [Unicode.Scalar] {
        Array(try text(arguments, index, context).unicodeScalars)
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> Value {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return .string(String(view))
    }

    /// An argument as a place in a text, its end included.
    private static func place(
        _ arguments: [Value],
        _ index: Int,
        _ context: EvaluationContext,
        upTo end: Int
    ) throws(EvaluationError) -> Int {
        let place = try int(arguments, index, context)
        guard (0...end).contains(place) else { throw context.error("\(place) is beyond the text's ends") }
        return place
    }

    private static func findLast(_ wanted: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
        var index = Swift.min(start, text.count - wanted.count)
        while index >= 0 {
            if text[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index -= 1
        }
        return nil
    }

    private static func mapped(_ text: String, from letters: ClosedRange<UInt8>) -> String {
        String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
    }

    private static func replaced(
        _ arguments: [Value],
        limit: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Value {
        let text = try scalars(arguments, 0, context)
        let (old, new) = (try scalars(arguments, 1, context), try scalars(arguments, 2, context))
        var result: [Unicode.Scalar] = []
        var (position, left) = (0, limit)
        while left != 0, let found = find(old, in: text, from: position) {
            result += text[position..<found] + new
            left -= 1
            position = found + old.count
            guard old.isEmpty else { continue }
            // Nothing stands before, between and after all characters.
            guard found < text.count else { return string(result) }
            result.append(text[found])
            position = found + 1
        }
        return string(result + text[position...])
    }

    private static func split(
        _ arguments: [Value],
        limit: Int,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Value {
        let text = try scalars(arguments, 0, context)
        let separator = try scalars(arguments, 1, context)
        guard limit != 0 else { return .list([]) }
        var parts: [Value] = []
        var position = 0
        while limit < 0 || parts.count < limit - 1 {
            if separator.isEmpty {
                guard position < text.count - 1 else { break }
                parts.append(string(text[position...position]))
                position += 1
            } else {
                guard let found = find(separator, in: text, from: position) else { break }
                parts.append(string(text[position..<found]))
                position = found + separator.count
            }
        }
        if separator.isEmpty, text.isEmpty { return .list([]) }
        return .list(parts + [string(text[position...])])
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

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{07}": result += "\\a"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
