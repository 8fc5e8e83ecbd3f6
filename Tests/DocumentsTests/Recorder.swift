@testable import Documents

/// Writes down every event as a line.
struct Recorder: EventReceiver {
    /// The events: `open a @0`, `attribute x=1 @3+1`, `value t @6+1`, `close @9`.
    var lines: [String] = []
    private var names: [String] = []
    /// Elements whose inside is skipped.
    var skipped: Set<String> = []
    /// Whether places are written too.
    var hasPlaces = true

    var isFinished: Bool { false }

    private static func text(_ span: Span<UInt8>) -> String {
        String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
    }

    mutating func resolve(namespace: Span<UInt8>, local: Span<UInt8>, prefix: Span<UInt8>) -> Name {
        let space = Self.text(namespace)
        let name = space.isEmpty ? Self.text(local) : "{\(space)}\(Self.text(local))"
        if let known = names.firstIndex(of: name) { return Name(rawValue: Int32(known + 100_000)) }
        names.append(name)
        return Name(rawValue: Int32(names.count - 1 + 100_000))
    }

    private func shown(_ name: Name) -> String {
        let index = Int(name.rawValue) - 100_000
        return names.indices.contains(index) ? names[index] : "#\(name.rawValue)"
    }

    private func place(_ place: Place) -> String { hasPlaces ? " @\(place.offset)+\(place.length)" : "" }

    mutating func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        lines.append("open \(shown(name))\(index >= 0 ? "[\(index)]" : "")\(hasPlaces ? " @\(offset)" : "")")
        return !skipped.contains(shown(name))
    }

    func reads(attribute name: Name) -> Bool { true }

    mutating func attribute(_ name: Name, _ value: Span<UInt8>, at place: Place) {
        lines.append("attribute \(shown(name))=\(Self.text(value))\(self.place(place))")
    }

    mutating func value(_ value: Span<UInt8>, at place: Place) {
        lines.append("value \(Self.text(value))\(self.place(place))")
    }

    mutating func close(at end: Int, fields: Int) {
        lines.append("close\(fields > 0 ? " \(fields)" : "")\(hasPlaces ? " @\(end)" : "")")
    }
}

/// Reads bytes in memory as the syntax that their beginning shows.
enum Reading {
    /// The syntaxes with readers of their own.
    enum Syntax: String, CaseIterable, Sendable {
        case xml
        case json
        case lines
        case csv
    }

    /// The events and faults of some bytes.
    static func events(
        _ bytes: [UInt8],
        _ syntax: Syntax,
        encoding: TextEncoding = .utf8,
        window: Int = 1 << 18,
        recorder: Recorder = Recorder(),
        limits: Limits = Limits()
    ) -> (lines: [String], outcome: ReadOutcome) {
        var recorder = recorder
        let source = SourceFile(path: "memory", bytes: bytes)
        // Where the text begins and what parts its cells is told from its first bytes.
        let sniffed = syntax == .csv ? (try? Prologue.read(source, told: encoding))?.dialect : nil
        let dialect = sniffed ?? CSVDialect.sniff(bytes)
        let outcome =
            switch syntax {
            case .xml: XMLReader.read(source, encoding: encoding, limits: limits, window: window, into: &recorder)
            case .json, .lines:
                JSONReader.read(
                    source,
                    encoding: encoding,
                    isLines: syntax == .lines,
                    limits: limits,
                    window: window,
                    into: &recorder
                )
            case .csv:
                CSVReader.read(
                    source,
                    encoding: encoding,
                    dialect: dialect,
                    limits: limits,
                    window: window,
                    into: &recorder
                )
            }
        return (recorder.lines, outcome)
    }
}
