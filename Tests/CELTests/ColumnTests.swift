import CEL
import Testing

/// The form that runs over columns means what the general form means.
struct ColumnTests {
    private static let environment: Environment = {
        var environment = Environment()
        environment.units = ColumnRecords.units
        environment.declare(record: ColumnRecords.shape)
        environment.declare(record: ColumnActivation.settings)
        environment.declare("r", .record("r"))
        environment.declare("s", .record("s"), isRunConstant: true)
        return environment
    }()

    /// What the general form says of a row.
    private static func general(_ program: Program, _ activation: ColumnActivation, _ row: Int) -> String {
        activation.move(to: row)
        do throws(EvaluationError) {
            guard case .bool(let bool) = try program.evaluate(activation) else { return "no bool" }
            return bool ? "holds" : "fails"
        } catch {
            switch error {
            case .absent: return "absent"
            case .invalid: return "invalid"
            case .incomparable, .failed: return "undecided"
            }
        }
    }

    @Test("generated expressions over generated rows", .timeLimit(.minutes(1)), arguments: 0..<8)
    func bothForms(_ seed: Int) throws {
        var generator = ExpressionGenerator(random: SeededGenerator(state: UInt64(seed)))
        let records = ColumnRecords(count: 40, seed: UInt64(seed) &* 977)
        let activation = ColumnActivation(records)
        var verdicts: [String: Int] = [:]
        for round in 0..<400 {
            let source = generator.bool(1 + round % 4)
            guard let program = try? Self.environment.compile(source, expecting: .bool) else { continue }
            let wanted = (0..<records.count).map { $0 % 7 != round % 7 }
            let found = program.overColumns(.slot(0)).verdicts(over: records, activation, where: wanted)
            for row in 0..<records.count where wanted[row] {
                let verdict = "\(found[row])"
                verdicts[verdict, default: 0] += 1
                // Undecided is left to the general form, whatever that says.
                guard verdict != "undecided" else { continue }
                let expected = Self.general(program, activation, row)
                #expect(verdict == expected, "\(source), row \(row)")
            }
        }
        let decided = verdicts.filter { $0.key != "undecided" }
        #expect(Set(decided.keys) == ["holds", "fails", "absent", "invalid"])
        #expect(decided.values.reduce(0, +) > 4 * verdicts["undecided", default: 0])
    }

    @Test("no records")
    func empty() throws {
        let records = ColumnRecords(count: 0, seed: 1)
        let program = try Self.environment.compile("r.price * 2 > s.limit && r.name in ['A']")
        _ = program.overColumns(.slot(0)).verdicts(over: records, ColumnActivation(records), where: [])
    }
}
