#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One file, and who reads it.
struct Case {
    let name: String
    let file: String
    let peers: [(name: String, command: [String])]
}

/// Ends a run that cannot be done.
func leave(_ message: String) -> Never {
    let text = Array("benchmarks: \(message)\n".utf8)
    unsafe write(2, text, text.count)
    exit(2)
}

var rows = 1_000_000
var shiplint = ".build/release/shiplint"
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst() {
    guard let value = arguments.popFirst() else { leave("\(option) needs a value") }
    switch option {
    case "--rows": rows = Int(value) ?? rows
    case "--shiplint": shiplint = value
    default: leave("unknown option \(option); there are --rows and --shiplint")
    }
}

let folder = "/tmp/shiplint-benchmarks-\(getpid())"
unsafe mkdir(folder, 0o700)
let invoice = "\(folder)/commercial-invoice.csv"
let fitment = "\(folder)/fitment.xml"
let products = "\(folder)/products.jsonl"
Samples.invoice(rows, to: invoice)
Samples.fitment(rows * 3 / 5, to: fitment)
Samples.products(rows, to: products)

let cases = [
    Case(
        name: "csv",
        file: invoice,
        peers: [
            ("python3 csv", ["python3", "-c", "import csv,sys\nfor r in csv.reader(open(sys.argv[1])): pass", invoice])
        ]
    ),
    Case(
        name: "aces",
        file: fitment,
        peers: [
            ("xmllint --stream", ["xmllint", "--stream", "--noout", fitment]),
            (
                "python3 expat",
                ["python3", "-c", "import sys,xml.sax as s\ns.parse(sys.argv[1], s.ContentHandler())", fitment]
            ),
        ]
    ),
    Case(
        name: "json-lines",
        file: products,
        peers: [
            ("python3 json", ["python3", "-c", "import json,sys\nfor l in open(sys.argv[1]): json.loads(l)", products])
        ]
    ),
]

func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}
func decimal(_ value: Double, _ digits: Int) -> String {
    let power = digits == 2 ? 100.0 : 10.0
    return "\((value * power).rounded() / power)"
}

print(column("case", 12) + column("tool", 20) + column("seconds", 10) + column("MB", 8) + column("status", 8) + "ratio")
for test in cases {
    guard let own = Measurement.best(of: 3, [shiplint, "check", test.file, "--jobs", "0"]) else {
        leave("\(shiplint) cannot be run; build it with 'swift build -c release' or name it with --shiplint")
    }
    print(
        column(test.name, 12) + column("shiplint check", 20) + column(decimal(own.seconds, 2), 10)
            + column(decimal(own.megabytes, 1), 8) + column("\(own.status)", 8)
    )
    for peer in test.peers {
        guard let measured = Measurement.best(of: 3, peer.command), measured.status == 0 else {
            print(column(test.name, 12) + column(peer.name, 20) + "not there")
            continue
        }
        print(
            column(test.name, 12) + column(peer.name, 20) + column(decimal(measured.seconds, 2), 10)
                + column(decimal(measured.megabytes, 1), 8) + column("0", 8)
                + decimal(own.seconds / measured.seconds, 2)
        )
    }
}
for file in [invoice, fitment, products] { unsafe unlink(file) }
unsafe rmdir(folder)
