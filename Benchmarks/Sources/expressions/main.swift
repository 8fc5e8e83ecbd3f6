import CEL

/// Nanoseconds an evaluation of the expressions that `peers/expressions.py` measures, one line each: name, over
/// columns, by the general form.
let expressions: [(name: String, source: String, overColumns: Bool)] = [
    ("comparison", "line.unitPrice <= line.amount", true),
    (
        "line-amount",
        "line.quantity * line.unitPrice - line.amount <= tolerance && line.amount - line.quantity * line.unitPrice <= tolerance",
        true
    ),
    ("regex", "line.partNumber.matches('^[A-Z]{2}-[0-9]{4,6}$')", true),
    ("code-list", "line.origin in ['AT', 'BE', 'BG', 'CN', 'CZ', 'DE', 'DK', 'EE', 'ES', 'US', 'VN']", true),
    ("all-of-100", "numbers.all(n, n >= 0)", false),
    ("message", "'part ' + line.partNumber + ' has ' + string(line.count)", false),
    ("message-is-there", "'part ' + line.partNumber + ' has ' + string(line.count) != ''", true),
]

let rows = 4096
let lines = Lines(count: rows)
let activation = LineActivation(lines)
var environment = Environment()
environment.declare(record: Lines.shape)
environment.declare("line", .record("line"))
environment.declare("tolerance", .decimal, isRunConstant: true)
environment.declare("numbers", .list(.int))

/// The least nanoseconds a unit of work takes, of five tries.
func nanoseconds(for units: Int, _ work: () throws -> Void) rethrows -> Int {
    var best = Int.max
    for _ in 0..<5 {
        let start = ContinuousClock.now
        try work()
        let span = start.duration(to: .now).components
        best = min(best, Int(span.seconds) * 1_000_000_000 + Int(span.attoseconds / 1_000_000_000))
    }
    return best / units
}

let wanted = Array(repeating: true, count: rows)
for expression in expressions {
    let program = try environment.compile(expression.source)
    var held = 0
    var columns = "-"
    if expression.overColumns {
        let over = program.overColumns(.slot(0))
        let spent = nanoseconds(for: rows * 50) {
            for _ in 0..<50 {
                let verdicts = over.verdicts(over: lines, activation, where: wanted)
                for row in 0..<rows { if case .holds = verdicts[row] { held += 1 } }
            }
        }
        columns = "\(spent)"
    }
    let general = try nanoseconds(for: rows) {
        for row in 0..<rows {
            activation.move(to: row)
            switch try program.evaluate(activation) {
            case .bool(true), .string: held += 1
            default: continue
            }
        }
    }
    print("\(expression.name) \(columns) \(general) \(held > 0 ? "" : "nothing held")")
}
let compiled = try nanoseconds(for: 1) {
    for index in 0..<300 { _ = try environment.compile(expressions[index % 4].source, expecting: .bool) }
}
print("parse-and-check-300-rules \(compiled / 1000) microseconds")
