import CEL
import Testing

/// No input crashes or hangs lexer, parser, checker or evaluator.
struct FuzzTests {
    private static let seeds = [
        "[1, 2, 3].map(x, x * 2).filter(y, y > 2).exists(z, z == 4)", "{'a': 1, 'b': [1u, 2u]}.b[0] == 1u",
        "timestamp('2026-11-24T08:00:00+08:00') - duration('1h30m') > timestamp(0)",
        "'%s has %d at %.2f'.format(['x', 1, 2.5])",
        "optional.of({'a': {'b': 1}}).?a.?b.orValue(3) + -9223372036854775808",
        "cel.bind(x, b'\\x00\\377', size(x)) == 2 ? r'\\d' : \"\\u00e4\\U0001F600\"",
        "[1, 2].transformMap(i, v, v > 1, i + v)", "math.greatest(1, 2.5, 3u) in [1, 2.5] || !has({}.a)",
        "'a,b,c'.split(',', 2).join('-').replace('b', '', 1).substring(1)", "0x1F + 0xFFFFFFFFFFFFFFFF",
        "base64.decode('aGk=') + b'''tri\\nple'''", "[?optional.none(), ?optional.of(1)] == [1]",
        "\"\"\"text\"\"\".matches('(a|b)*') // comment\n&& true", "isGTIN('4006381333931') && fold('Ａ-1') == 'a1'",
    ]

    @Test("mutated expressions end in a value or an error", .timeLimit(.minutes(1)))
    func mutations() {
        var generator = SeededGenerator(state: 2026)
        let environments = [Environment(), Environment(.standard)]
        var evaluated = 0
        for round in 0..<6000 {
            var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0 where place < bytes.count: bytes.remove(at: place)
                case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 2:
                    let other = Array(Self.seeds.randomElement(using: &generator)?.utf8 ?? "".utf8)
                    let start = Int.random(in: 0..<other.count, using: &generator)
                    bytes.insert(contentsOf: other[start..<min(other.count, start + 9)], at: place)
                default:
                    bytes.insert(Array("()[]{}.,?:!&|'\"\\0x1e".utf8).randomElement(using: &generator) ?? 0, at: place)
                }
            }
            let source = String(decoding: bytes, as: UTF8.self)
            for isChecked in [true, false] {
                guard let program = try? environments[round % 2].compile(source, isChecked: isChecked) else { continue }
                _ = try? program.evaluate(Bindings())
                evaluated += 1
            }
        }
        // Some mutants stay valid; else nothing would have been tried.
        #expect(evaluated > 500)
    }

    private static func nested(_ open: String, _ count: Int, _ middle: String = "", _ close: String = "") -> String {
        String(repeating: open, count: count) + middle + String(repeating: close, count: count)
    }

    /// A source too long to be shown.
    struct Source: Sendable, CustomTestStringConvertible {
        let text: String
        var testDescription: String { "\(text.prefix(12))… (\(text.utf8.count) bytes)" }
    }

    private static let tooDeepTexts: [String] = [
        nested("(", 100_000), nested("[", 100_000), nested("!", 100_000), nested("-", 99_999, "1"),
        nested("1+", 49_000, "1"), nested("true&&", 16_000, "true"), "a" + nested(".b", 49_000), nested("{1:", 30_000),
        nested("true?1:", 10_000, "1"),
    ]
    private static let tooDeep = tooDeepTexts.map(Source.init)

    @Test("depth, length and chains have limits that real expressions never meet", arguments: tooDeep)
    func limits(_ source: Source) {
        #expect(throws: CompileErrors.self) { try Environment(.standard).compile(source.text) }
    }

    private static let withinLimitsTexts: [String] = [
        (0..<32).map { "\($0) < 1" }.joined(separator: " || "),
        (0..<32).map { "\($0) > -1" }.joined(separator: " && "),
        nested("true ? 1 : ", 24, "1"),
        nested("(", 32, "1", ")"),
        (0..<32).map(String.init).joined(separator: " + "),
        nested("!", 32, "true"),
        nested("[", 12, "1", "]") + nested("[0]", 12),
        "[" + (0..<32).map(String.init).joined(separator: ", ") + "]",
    ]
    private static let withinLimits = withinLimitsTexts.map(Source.init)

    @Test("the specification's least limits hold", arguments: withinLimits)
    func leastLimits(_ source: Source) throws {
        _ = try Environment(.standard).compile(source.text).evaluate(Bindings())
    }
}
