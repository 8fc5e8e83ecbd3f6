#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a run is asked for.
struct Options: Sendable {
    /// The size of the files, 1 for those of the table.
    private(set) var scale = 1.0
    /// How often each command is run.
    private(set) var rounds = 5
    /// The program that is measured.
    private(set) var shiplint = ".build/release/shiplint"
    /// The interpreter that has the peers.
    private(set) var python = "Benchmarks/.build/peers/bin/python"
    /// Where files are made and nothing else is done; nothing for a whole run.
    private(set) var makesInto: String?

    /// Reads the command line; leaves with a message where it is wrong.
    init(_ arguments: [String]) {
        var arguments = arguments.dropFirst()
        while let option = arguments.popFirst() {
            guard let value = arguments.popFirst() else { leave("\(option) needs a value") }
            switch option {
            case "--scale": scale = Double(value) ?? scale
            case "--rounds": rounds = max(1, Int(value) ?? rounds)
            case "--shiplint": shiplint = value
            case "--python": python = value
            case "--make": makesInto = value
            default: leave("unknown option \(option); there are --scale, --rounds, --shiplint, --python and --make")
            }
        }
    }

    /// A number of records or bytes, scaled.
    func sized(_ count: Int) -> Int { max(100, Int(Double(count) * scale)) }

    /// The command of a peer's script.
    func peer(_ script: String, _ path: String) -> [String] { [python, "Benchmarks/peers/\(script).py", path] }
}

/// Ends a run that cannot be done.
func leave(_ message: String) -> Never {
    let text = Array("benchmarks: \(message)\n".utf8)
    unsafe write(2, text, text.count)
    exit(2)
}
