import CEL
import Testing

/// Errors say line, column, what was expected and found, and the nearest name, with a caret under the place.
struct CheckErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let source: String
        let printed: String
        var testDescription: String { source }
    }

    private static let environment: Environment = {
        var environment = Environment()
        environment.declare(
            record: RecordShape(
                name: "line",
                fields: [
                    .init(name: "quantity", type: .quantity, mayBeAbsent: true),
                    .init(name: "unitPrice", type: .decimal, mayBeAbsent: true),
                    .init(name: "description", type: .string, mayBeAbsent: true),
                ]
            )
        )
        environment.declare("line", .record("line"))
        return environment
    }()

    static let cases: [Case] = [
        Case(
            source: "line.quantty.value > 0",
            printed: """
                1:6: 'line' has no field 'quantty'; did you mean 'quantity'?
                    line.quantty.value > 0
                         ^
                """
        ),
        Case(
            source: "lines.quantity > 0",
            printed: """
                1:1: unknown name 'lines'; did you mean 'line'?
                    lines.quantity > 0
                    ^
                """
        ),
        Case(
            source: "line.unitPrice +",
            printed: """
                1:17: expected an expression, found the end
                    line.unitPrice +
                                    ^
                """
        ),
        Case(
            source: "line.description == '制动片' && line.unitPrice / 2 > 1.0",
            printed: """
                1:45: a decimal quotient needs its scale: write divide(a, b, scale)
                    line.description == '制动片' && line.unitPrice / 2 > 1.0
                                                                   ^
                """
        ),
        Case(
            source: "starsWith(line.description, 'x')",
            printed: """
                1:1: unknown function 'starsWith'; did you mean 'startsWith'?
                    starsWith(line.description, 'x')
                    ^
                """
        ),
        Case(
            source: "line.unitPrice > 'x'",
            printed: """
                1:16: '>' does not take decimal and text
                    line.unitPrice > 'x'
                                   ^
                """
        ),
        Case(
            source: "line.description.matches('(')",
            printed: """
                1:26: not a pattern: missing ): (
                    line.description.matches('(')
                                             ^
                """
        ),
        Case(
            source: "line.a\n  || line.b",
            printed: """
                1:6: 'line' has no field 'a'
                    line.a
                         ^
                2:11: 'line' has no field 'b'
                      || line.b
                              ^
                """
        ),
        Case(
            source: "for > 1",
            printed: """
                1:1: 'for' is reserved and cannot be a name
                    for > 1
                    ^
                """
        ),
        Case(
            source: "[1].all(x, x + 'a')",
            printed: """
                1:14: '+' does not take int and text
                    [1].all(x, x + 'a')
                                 ^
                """
        ),
    ]

    @Test(arguments: cases)
    func prints(_ test: Case) {
        let error = #expect(throws: CompileErrors.self) { try Self.environment.compile(test.source) }
        #expect(error?.description == test.printed)
    }

    @Test("at most a hundred errors are kept")
    func cap() {
        let source = (0..<150).map { "a\($0)" }.joined(separator: " || ")
        let error = #expect(throws: CompileErrors.self) { try Self.environment.compile(source) }
        #expect(error?.errors.count == 100)
    }

    @Test("an evaluation error points at the part that failed")
    func evaluation() throws {
        let program = try Environment().compile("1 == 1 && 10 / (3 - 3) > 1")
        do {
            _ = try program.evaluate(Bindings())
            Issue.record("division by zero has a value")
        } catch {
            guard case .failed(let message, let offset) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(message == "division by zero")
            #expect(offset == 13)
        }
    }
}
