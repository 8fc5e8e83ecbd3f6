import Foundation
import Linting
import Rules
import Testing

@testable import CEL

/// `docs/expressions.md` says what the language does: its examples are evaluated.
struct ExpressionPageTests {
    /// The record that the examples read.
    private final class Line: RecordSource {
        static let shape = RecordShape(
            name: "line",
            fields: [
                .init(name: "partNumber", type: .string, mayBeAbsent: true),
                .init(name: "quantity", type: .quantity, mayBeAbsent: true),
                .init(name: "unitPrice", type: .decimal, mayBeAbsent: true),
                .init(name: "issueDate", type: .date, mayBeAbsent: true),
                .init(name: "codes", type: .list(.string), mayBeAbsent: true),
                .init(name: "origin", type: .string, mayBeAbsent: true),
                .init(name: "amount", type: .decimal, mayBeAbsent: true),
            ]
        )

        private let values: [Value]

        init(kilogram: UInt16) {
            values = [
                .string("HC-1001"), .quantity(Quantity(value: Decimal(4), unit: kilogram)),
                .decimal(Decimal(mantissa: 250, scale: 2)), .date(CalendarDate(daysSinceEpoch: 20_781)),
                .list([.string("A"), .string("B")]),
            ]
        }

        func state(row: Int, field: Int) -> CellState { field < 5 ? .present : field == 5 ? .absent : .invalid }

        func value(row: Int, field: Int) throws(EvaluationError) -> Value {
            if field == 5 { throw .absent }
            guard field < 5 else { throw .invalid }
            return values[field]
        }
    }

    private final class Variables: Activation {
        private let line: Line

        init(_ line: Line) {
            self.line = line
        }

        func value(_ slot: Int) throws(EvaluationError) -> Value { .record(RecordReference(source: line, row: 0)) }
    }

    private static let page: String = {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: repository.appending(path: "docs/expressions.md"), encoding: .utf8)) ?? ""
    }()

    /// The rows of the tables with an example: the last two cells.
    static let examples: [(example: String, gives: String)] = page.split(separator: "\n").compactMap { line in
        let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{1}", with: "|") }
        guard cells.count >= 5, let example = cells.dropLast(2).last, example.hasPrefix("`"),
            let gives = cells.dropLast().last, ["absent", "error"].contains(gives) || gives.hasPrefix("`")
        else { return nil }
        return (example.trimmingCharacters(in: ["`"]), gives.trimmingCharacters(in: ["`"]))
    }

    private static func environment() throws -> Environment {
        let set = try RuleSet.load(Configuration())
        var environment = Environment()
        environment.units = set.units
        environment.codeLists = set.codeLists
        environment.tables = ["own"]
        environment.declare(record: Line.shape)
        environment.declare("line", .record("line"))
        return environment
    }

    @Test("every example gives what the page says")
    func examplesHold() throws {
        let environment = try Self.environment()
        let kilogram = try #require(environment.units.index(of: "KGM"))
        let variables = Variables(Line(kilogram: kilogram))
        #expect(Self.examples.count > 100)
        for (example, gives) in Self.examples {
            let found: Result<Value, EvaluationError>
            do throws(EvaluationError) {
                guard let program = try? environment.compile(example, isChecked: gives != "error") else {
                    Issue.record("does not compile: \(example)")
                    continue
                }
                found = .success(try program.evaluate(variables))
            } catch {
                found = .failure(error)
            }
            switch (gives, found) {
            case ("absent", .failure(.absent)), ("error", .failure(.failed)): continue
            case (_, .success(let value)):
                let expected = try environment.compile(gives, isChecked: false).evaluate(variables)
                #expect(try Operators.isEqual(value, expected, units: environment.units), "\(example) gives \(value)")
            default: Issue.record("\(example) gives \(found), not \(gives)")
            }
        }
    }

    @Test("every function stands on the page")
    func complete() {
        for name in Environment().functions.keys {
            let last = name.split(separator: ".").last.map(String.init) ?? name
            let isThere = ["`\(name)", "\(name)(", ".\(last)(", "`\(name)`"].contains { Self.page.contains($0) }
            #expect(isThere, "\(name) is not on docs/expressions.md")
        }
    }
}
