import CEL
import Testing

/// Exact decimals, days, quantities, and cells that are absent or do not parse.
struct ExactTests {
    /// One record with a value, an absent field and an invalid one.
    private final class Record: RecordSource {
        func state(row: Int, field: Int) -> CellState { [.present, .present, .absent, .invalid, .present][field] }

        func value(row: Int, field: Int) throws(EvaluationError) -> Value {
            switch field {
            case 0: return .decimal(Decimal(mantissa: 10, scale: 2))
            case 1: return .quantity(Quantity(value: Decimal(2), unit: 1))
            case 2: throw .absent
            case 3: throw .invalid
            default: return .date(CalendarDate(daysSinceEpoch: 20_781))
            }
        }
    }

    private static let environment: Environment = {
        var environment = Environment()
        environment.units = ColumnRecords.units
        environment.declare(
            record: RecordShape(
                name: "line",
                fields: [
                    .init(name: "price", type: .decimal, mayBeAbsent: true),
                    .init(name: "weight", type: .quantity, mayBeAbsent: true),
                    .init(name: "absent", type: .decimal, mayBeAbsent: true),
                    .init(name: "invalid", type: .decimal, mayBeAbsent: true),
                    .init(name: "day", type: .date, mayBeAbsent: true),
                ]
            )
        )
        environment.declare("line", .record("line"))
        return environment
    }()

    private static func evaluate(_ source: String) throws -> Result<Value, EvaluationError> {
        let program = try environment.compile(source)
        let bindings = Bindings(values: [0: .record(RecordReference(source: Record(), row: 0))])
        do throws(EvaluationError) {
            return .success(try program.evaluate(bindings))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "expressions that hold",
        arguments: [
            "line.price == 0.1", "line.price == 0.10", "line.price + 0.2 == 0.3", "line.price * 3 == 0.3",
            "line.price <= 0.1 && !(line.price < 0.1)", "line.price in [0.2, 0.10]",
            "(true ? line.price : 0.5) == 0.1", "round(line.price * 1.25, 2) == 0.13",
            "divide(line.price, 3, 4) == 0.0333", "[line.price, 0.2].sum(x, x) == 0.3",
            "line.weight.value == 2", "line.weight.in('GRM') == 2000", "line.weight.in('KGM') >= 2",
            "line.day - date('2026-11-01') == 23", "line.day + 1 == date('2026-11-25')", "line.day.month() == 11",
            "line.price == 0.1 || line.absent > 1", "line.absent > 1 || line.price == 0.1",
            "has(line.price) && !has(line.absent)", "line.?absent.orValue(0.5) == 0.5",
            "[1, 2, 3].sum(x, x) == 6", "[3, 1, 2].min(x, x) == 1", "[1, 1, 2].distinct(x, x).size() == 2",
            "[1, 1, 2].countBy(x, x)[1] == 2", "[1, 2].count(x, x > 1) == 1",
        ]
    )
    func holds(_ source: String) throws {
        guard case .success(.bool(true)) = try Self.evaluate(source) else {
            Issue.record("\(source): \(try Self.evaluate(source))")
            return
        }
    }

    @Test(
        "what is absent stays absent, unless the other side decides",
        arguments: [
            "line.absent > 1", "line.absent > 1 && line.price == 0.1", "line.price + line.absent == 1.0",
            "[1].all(x, line.absent > x)",
        ]
    )
    func absent(_ source: String) throws {
        guard case .failure(.absent) = try Self.evaluate(source) else {
            Issue.record("\(source): \(try Self.evaluate(source))")
            return
        }
    }

    @Test(
        "what does not parse makes all that depends on it unjudged",
        arguments: [
            "line.invalid > 1", "has(line.invalid)", "line.invalid > 1 || line.absent > 1",
            "line.absent > 1 && line.invalid > 1",
        ]
    )
    func invalid(_ source: String) throws {
        guard case .failure(.invalid) = try Self.evaluate(source) else {
            Issue.record("\(source): \(try Self.evaluate(source))")
            return
        }
    }

    @Test("units of different dimensions do not compare")
    func incomparable() throws {
        var environment = Self.environment
        environment.declare("length", .quantity)
        let program = try environment.compile("line.weight > length")
        let bindings = Bindings(values: [
            0: .record(RecordReference(source: Record(), row: 0)),
            1: .quantity(Quantity(value: Decimal(1), unit: 3)),
        ])
        #expect(throws: EvaluationError.self) { try program.evaluate(bindings) }
    }

    @Test("a decimal with a double is an error", arguments: ["line.price == double('0.1')", "line.price < 1.0 / 3.0"])
    func mixed(_ source: String) {
        #expect(throws: CompileErrors.self) { try Self.environment.compile(source) }
        #expect(throws: EvaluationError.self) {
            let program = try Self.environment.compile("dyn(line.price) == dyn(double('0.1'))")
            return try program.evaluate(Bindings(values: [0: .record(RecordReference(source: Record(), row: 0))]))
        }
    }

    @Test(
        "the standard environment has no extension of ours",
        arguments: [
            "isGTIN('1')", "[1].sum(x, x)", "decimal('1')", "date('2026-11-24')",
        ]
    )
    func standard(_ source: String) {
        #expect(throws: CompileErrors.self) { try Environment(.standard).compile(source) }
    }
}
