#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

let options = Options(CommandLine.arguments)
let folder = options.makesInto ?? "/tmp/shiplint-benchmarks-\(getpid())"
func makeFolder(_ name: String) -> String {
    let path = "\(folder)/\(name)"
    unsafe mkdir(path, 0o700)
    return path
}

unsafe mkdir(folder, 0o700)
let catalogue = "\(folder)/fitment.xml"
let (shipment, single, many) = (makeFolder("shipment"), makeFolder("single"), makeFolder("many"))
let day = ["--as-of", "2026-11-25"]
let cases = [
    Case(
        name: "catalogue",
        path: catalogue,
        faults: Samples.catalogue(options.sized(800_000), to: catalogue),
        peers: [("xmllint --sax (parses only)", ["xmllint", "--sax", "--noout", catalogue])]
    ),
    Case(
        name: "shipment",
        path: shipment,
        faults: Samples.shipment(options.sized(1_000_000), into: shipment),
        peers: [
            ("DuckDB (three checks)", options.peer("duckdb_checks", shipment)),
            ("Polars (three checks)", options.peer("polars_checks", shipment)),
        ]
    ),
    Case(
        name: "products",
        path: single,
        faults: Samples.products(options.sized(100_000_000), files: 1, into: single),
        peers: [
            ("orjson.loads (parses only)", options.peer("orjson_loads", single)),
            ("jsonschema-rs (shape only)", options.peer("jsonschema_checks", single)),
        ]
    ),
    Case(
        name: "10,000 files",
        path: many,
        faults: Samples.products(options.sized(100_000_000), files: max(1, options.sized(10_000)), into: many),
        peers: [
            ("orjson.loads (parses only)", options.peer("orjson_loads", many)),
            ("jsonschema-rs (shape only)", options.peer("jsonschema_checks", many)),
        ]
    ),
]

if options.makesInto != nil { exit(0) }

func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}
func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}
func line(_ test: String, _ tool: String, _ run: Measurement?, _ note: String) {
    let seconds = run.map { decimal($0.seconds) } ?? "not there"
    let memory = run.map { "\(Int($0.megabytes.rounded()))" } ?? ""
    print(column(test, 14) + column(tool, 30) + column(seconds, 10) + column(memory, 8) + note)
}

print(column("case", 14) + column("tool", 30) + column("seconds", 10) + column("MB", 8) + "ratio, or faults found")
for test in cases {
    let commands = [[options.shiplint, "check", test.path] + day] + test.peers.map(\.command)
    let runs = Measurement.inTurns(options.rounds, commands)
    guard let own = runs[0] else {
        leave("\(options.shiplint) cannot be run; build it with 'make build' or name it with --shiplint")
    }
    let found = Findings.count(options.shiplint, test.path, day)
    let faults = test.faults.sorted { $0.key < $1.key }.map { "\($0.key) \(found[$0.key] ?? 0)/\($0.value)" }
    line(test.name, "shiplint check (all packs)", own, faults.joined(separator: ", "))
    for (index, peer) in test.peers.enumerated() {
        let run = runs[index + 1]
        line(test.name, peer.name, run, run.map { "× " + decimal(own.seconds / $0.seconds) } ?? "")
    }
}

print("\nhow time and memory grow")
for factor in [1, 2, 4, 8] {
    let path = makeFolder("scaling-\(factor)")
    _ = Samples.shipment(options.sized(25_000 * factor), into: path)
    line(
        "shipment",
        "\(factor) × 25,000 lines",
        Measurement.inTurns(options.rounds, [[options.shiplint, "check", path] + day])[0],
        ""
    )
}
let start = Measurement.inTurns(
    options.rounds * 2,
    [[options.shiplint, "--version"], [options.shiplint, "check", "examples/brake-parts-us/ready"] + day]
)
line("start", "--version", start[0], "")
line("start", "an example dossier", start[1], "")
_ = Measurement.run(["rm", "-r", folder])
